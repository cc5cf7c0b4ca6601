import { LIMITS, PATHS, type MessagePage } from '@perto/contract';
import { CAMPUS, type Student } from '@perto/testkit';
import { describeEachSize, TestServer } from '../testing/running-server';
import type { Address } from './message';

const { meadow } = CAMPUS;

describeEachSize('messages looked for', (size) => {
  let server: TestServer;
  let ana: Student;
  let rui: Student;
  let eva: Student;

  beforeEach(async () => {
    server = await TestServer.start(size);
    [ana, rui, eva] = (await Promise.all(['ana', 'rui', 'eva'].map(arrive))) as [Student, Student, Student];
  });
  afterEach(() => server.stop());

  /** Everybody stands at one place, in one tab each. */
  async function arrive(name: string): Promise<Student> {
    const student = await server.signIn(name);
    await student.stand(meadow);
    await student.open();
    return student;
  }

  const pageOf = async (student: Student, query: Record<string, string>): Promise<MessagePage> =>
    (await student.get(`${PATHS.messages}?${new URLSearchParams(query).toString()}`)).json as MessagePage;

  const textsOf = ({ items }: MessagePage): string[] => items.map(({ message }) => message);

  /** Messages that are in the database already, the oldest first, past the server. */
  async function written({ kind, id }: Address, to: Student, texts: string[]): Promise<void> {
    const at = '2026-01-01 12:00:00.000';
    const insert = async (table: string, rows: unknown[][]) => {
      const places = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
      await server.query(`INSERT INTO ${table} VALUES ${places}`, rows.flat());
    };
    const [newest] = await server.query<{ id: string | null }>('SELECT MAX(id) AS id FROM message');
    const first = Number(newest?.id ?? 0) + 1;
    for (let start = 0; start < texts.length; start += 500) {
      const some = texts
        .slice(start, start + 500)
        .map((text, index) => ({ id: first + start + index, text }));
      await insert(
        'message (id, kind, sender_kind, sender_id, text, sent_at)',
        some.map((message) => [message.id, 'text', kind, id, message.text, at]),
      );
      await insert(
        'message_recipient (message_id, recipient_kind, recipient_id, sender_kind, sender_id, sent_at)',
        some.map((message) => [message.id, 'user', to.id, kind, id, at]),
      );
    }
  }

  it('are those between the caller and one other, both ways, also among several', async () => {
    await ana.send([rui.id], 'to Rui');
    await ana.send([eva.id], 'to Eva');
    await rui.send([ana.id, eva.id], 'from Rui');
    await eva.send([ana.id, rui.id], 'from Eva to both');
    await rui.send([eva.id], 'between others');
    await ana.send([eva.id, rui.id], 'to both');

    const withRui = await pageOf(ana, { with: rui.id });
    const withEva = await pageOf(ana, { with: eva.id });
    const withNobody = await pageOf(ana, { with: 'nobody' });
    const withOneself = await pageOf(ana, { with: ana.id });

    expect(textsOf(withRui)).toEqual(['to both', 'from Rui', 'to Rui']);
    expect(textsOf(withEva)).toEqual(['to both', 'from Eva to both', 'to Eva']);
    expect([withNobody, withOneself]).toEqual(Array(2).fill({ items: [], next: null }));
  });

  it('are those between the caller and a bot', async () => {
    await written({ kind: 'bot', id: 'canteen' }, ana, ['Soup', 'Fish']);
    await rui.send([ana.id], 'hello');

    const page = await pageOf(ana, { with: 'canteen' });

    expect(textsOf(page)).toEqual(['Fish', 'Soup']);
  });

  it('come in pages as all messages do', async () => {
    for (const text of ['one', 'two', 'three']) {
      await ana.send([rui.id], `${text}, ana`);
      await rui.send([ana.id], `${text}, rui`);
      await eva.send([ana.id], `${text}, eva`);
    }

    const pages: string[][] = [];
    let next: string | null = '999999999999999';
    while (next !== null) {
      const page: MessagePage = await pageOf(ana, { with: rui.id, limit: '2', before: next });
      pages.push(textsOf(page));
      next = page.next;
    }

    expect(pages).toEqual([
      ['three, rui', 'three, ana'],
      ['two, rui', 'two, ana'],
      ['one, rui', 'one, ana'],
    ]);
  });

  it('are the caller’s own that went to several', async () => {
    await ana.send([rui.id, eva.id], 'to both');
    await ana.send([rui.id], 'to Rui');
    await rui.send([ana.id, eva.id], 'of Rui to both');
    await ana.send([eva.id, rui.id], 'again to both');

    const page = await pageOf(ana, { audience: 'several' });

    expect(textsOf(page)).toEqual(['again to both', 'to both']);
    expect(page.items.map(({ recipient_count }) => recipient_count)).toEqual([2, 2]);
  });

  it('are those that contain a text, whatever the case and the accents', async () => {
    await ana.send([rui.id], 'Olá, Rui!');
    await rui.send([ana.id], 'que OLA grande');
    await ana.send([rui.id], 'até logo');
    await rui.send([eva.id], 'olá, Eva');

    const pages = await Promise.all(
      ['ola', ' OLÁ ', 'ATE', '%', 'o_a'].map((search) => pageOf(ana, { search })),
    );

    const greetings = ['que OLA grande', 'Olá, Rui!'];
    expect(pages.map(textsOf)).toEqual([greetings, greetings, ['até logo'], [], []]);
  });

  it('fit all that was asked for at once', async () => {
    await ana.send([rui.id, eva.id], 'Olá a todos');
    await ana.send([eva.id], 'olá, Eva');
    await ana.send([rui.id, eva.id], 'adeus');
    await rui.send([ana.id, eva.id], 'olá, digo eu');
    await ana.send([eva.id, rui.id], 'olá outra vez');

    const query = { with: rui.id, audience: 'several', search: 'ola', limit: '1' };
    const first = await pageOf(ana, query);
    const second = await pageOf(ana, { ...query, before: first.next ?? '' });

    expect([first, second].map(textsOf)).toEqual([['olá outra vez'], ['Olá a todos']]);
    expect(second.next).toBeNull();
  });

  it('may be none on a page that leads on: one request looks through so many and no more', async () => {
    const others = Array.from({ length: LIMITS.searchedMessages + 10 }, (_, index) => `message ${index}`);
    await written({ kind: 'user', id: rui.id }, ana, ['a needle', ...others]);

    const first = await pageOf(ana, { search: 'needle' });
    const second = await pageOf(ana, { search: 'needle', before: first.next ?? '' });

    expect(first.items).toEqual([]);
    expect(textsOf(second)).toEqual(['a needle']);
    expect(second.next).toBeNull();
  });
});

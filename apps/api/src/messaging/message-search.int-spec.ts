import { LIMITS, PATHS, type MessagePage } from '@perto/contract';
import { CAMPUS, type Student } from '@perto/testkit';
import { userAddress } from '../auth/address';
import { describeEachSize, TestServer } from '../testing/running-server';
import { storeMessages } from '../testing/stored-messages';

const { meadow } = CAMPUS;

describeEachSize('messages looked for', (size) => {
  let server: TestServer;
  let ana: Student;
  let rui: Student;
  let eva: Student;

  beforeEach(async () => {
    server = await TestServer.start(size);
    [ana, rui, eva] = await server.gather(meadow, 'ana', 'rui', 'eva');
    for (const student of [ana, rui, eva]) await student.open();
  });
  afterEach(() => server.stop());

  const pageOf = async (student: Student, query: Record<string, string>): Promise<MessagePage> =>
    (await student.get(`${PATHS.messages}?${new URLSearchParams(query).toString()}`)).json as MessagePage;

  const textsOf = ({ items }: MessagePage): string[] => items.map(({ message }) => message);

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
    await storeMessages(server, { kind: 'bot', id: 'canteen' }, ana.id, ['Soup', 'Fish']);
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
    await storeMessages(server, userAddress(rui.id), ana.id, ['a needle', ...others]);

    const first = await pageOf(ana, { search: 'needle' });
    const second = await pageOf(ana, { search: 'needle', before: first.next ?? '' });

    expect(first.items).toEqual([]);
    expect(textsOf(second)).toEqual(['a needle']);
    expect(second.next).toBeNull();
  });
});

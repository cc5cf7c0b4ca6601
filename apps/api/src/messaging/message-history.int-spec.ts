import { PATHS, type MessagePage } from '@perto/contract';
import { CAMPUS, type Student } from '@perto/testkit';
import { describeEachSize, TestServer } from '../testing/running-server';
import { storeMessages } from '../testing/stored-messages';

const { meadow, torreNorte } = CAMPUS;

describeEachSize('the history of messages', (size) => {
  let server: TestServer;

  beforeEach(async () => {
    server = await TestServer.start(size);
  });
  afterEach(() => server.stop());

  /** Students who reach each other, in one tab each. */
  async function given(...names: string[]): Promise<Student[]> {
    const students = await Promise.all(names.map((name) => server.signIn(name)));
    for (const student of students) {
      await student.stand(meadow);
      await student.open();
    }
    return students;
  }

  const pageOf = async (student: Student, query = ''): Promise<MessagePage> =>
    (await student.get(`${PATHS.messages}?${query}`)).json as MessagePage;

  const textsOf = ({ items }: MessagePage): string[] => items.map(({ message }) => message);

  /** A message that a bot wrote: no route takes one yet. */
  const spoken = (bot: string, to: Student, text: string) =>
    storeMessages(server, { kind: 'bot', id: bot }, to.id, [text]);

  const register = (bot: string, building: string) =>
    server.query('INSERT INTO bot (id, b_id, online, authorized, pass) VALUES (?, ?, ?, ?, ?)', [
      bot,
      building,
      0,
      1,
      'digest',
    ]);

  it('comes in pages, newest first, and names other recipients to the sender alone', async () => {
    const [ana, rui, eva] = (await given('ana', 'rui', 'eva')) as [Student, Student, Student];
    await ana.send([rui.id, eva.id], 'one');
    await rui.send([ana.id], 'two');
    await eva.send([rui.id], 'between others');
    await ana.send([eva.id], 'three');

    const first = await pageOf(ana, 'limit=2');
    const second = await pageOf(ana, `limit=2&before=${first.next}`);
    const received = await pageOf(eva);

    expect([...textsOf(first), ...textsOf(second)]).toEqual(['three', 'two', 'one']);
    expect(second.next).toBeNull();
    expect(second.items[0]?.recipients.map(({ id }) => id)).toEqual([eva.id, rui.id]);
    expect(received.items.at(-1)?.recipients.map(({ id }) => id)).toEqual([eva.id]);
    expect(received.items.at(-1)?.sender).toMatchObject({ kind: 'user', id: ana.id });
  });

  it('says to everybody how many a message went to, though not to whom', async () => {
    const [ana, rui, eva] = (await given('ana', 'rui', 'eva')) as [Student, Student, Student];
    await ana.send([rui.id, eva.id], 'to two');
    await rui.send([eva.id], 'to one');

    const pages = await Promise.all([ana, rui, eva].map((student) => pageOf(student)));

    const counts = pages.map(({ items }) => items.map((item) => `${item.message}: ${item.recipient_count}`));
    expect(counts).toEqual([['to two: 2'], ['to one: 1', 'to two: 2'], ['to one: 1', 'to two: 2']]);
  });

  it('shows a bot by its id and the building that it speaks to', async () => {
    const [ana] = (await given('ana')) as [Student];
    await register('canteen', torreNorte.id);
    await spoken('canteen', ana, 'Soup is served.');

    const { items } = await pageOf(ana);

    expect(items).toMatchObject([{ message: 'Soup is served.', recipient_count: 1 }]);
    expect(items[0]?.sender).toEqual({
      kind: 'bot',
      id: 'canteen',
      name: 'canteen',
      building: { id: torreNorte.id, name: torreNorte.name },
    });
  });

  it('shows a bot that was removed by nothing but its id', async () => {
    const [ana] = (await given('ana')) as [Student];
    await spoken('gone', ana, 'Good bye.');

    const { items } = await pageOf(ana);

    expect(items.map(({ sender }) => sender)).toEqual([{ kind: 'bot', id: 'gone' }]);
  });
});

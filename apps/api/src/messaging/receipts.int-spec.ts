import { PATHS, type MessageAnswer, type MessagePage, type MessageReceipt } from '@perto/contract';
import { CAMPUS, eventually, type Answer, type Student, type Tab } from '@perto/testkit';
import { describeEachSize, TestServer } from '../testing/running-server';
import { storeMessages } from '../testing/stored-messages';

const { meadow } = CAMPUS;

describeEachSize('receipts', (size) => {
  let server: TestServer;
  let ana: Student;
  let rui: Student;
  let eva: Student;

  beforeEach(async () => {
    server = await TestServer.start(size);
    [ana, rui, eva] = await server.gather(meadow, 'ana', 'rui', 'eva');
  });
  afterEach(() => server.stop());

  /** Sends to all of these, and answers the message's id. */
  async function sent(sender: Student, to: Student[], message = 'hello'): Promise<string> {
    const answer = await sender.postAs(PATHS.messages, { recipients: to.map(({ id }) => id), message });
    return (answer.json as MessageAnswer).id;
  }

  const see = (reader: Student, ids: unknown): Promise<Answer> => reader.postAs(PATHS.messagesSeen, { ids });

  const historyOf = async (student: Student): Promise<MessageAnswer[]> =>
    ((await student.get(PATHS.messages)).json as MessagePage).items;

  /** What the sender's history says of their newest message: recipients, delivered, seen. */
  async function progress(sender: Student): Promise<(number | undefined)[]> {
    const newest = (await historyOf(sender)).find(({ sender: { id } }) => id === sender.id);
    return [newest?.recipient_count, newest?.delivered_count, newest?.seen_count];
  }

  const isProgress = (sender: Student, ...wanted: number[]) =>
    eventually(`the progress is ${wanted.join(', ')}`, async () =>
      (await progress(sender)).every((count, index) => count === wanted[index]),
    );

  /** The last that a tab was told of a message. */
  const toldOf = (tab: Tab, id: string): MessageReceipt | undefined =>
    tab.heard.events
      .flatMap(({ event, payload }) => (event === 'message_receipts' ? (payload[0] as MessageReceipt[]) : []))
      .filter((receipt) => receipt.id === id)
      .at(-1);

  const isTold = (tab: Tab, receipt: MessageReceipt) =>
    eventually(`the tab is told ${JSON.stringify(receipt)}`, () => {
      const told = toldOf(tab, receipt.id);
      return told !== undefined && JSON.stringify(told) === JSON.stringify(receipt);
    });

  it('count a message as delivered when it was pulled, or pushed and acknowledged, once for each person', async () => {
    const [anaTab, ruiTab] = await Promise.all([ana.open({ push: true }), rui.open()]);
    await Promise.all([eva.open({ push: true }), eva.open({ push: true })]);
    const id = await sent(ana, [rui, eva]);

    await isTold(anaTab, { id, recipient_count: 2, delivered_count: 1, seen_count: 0 });
    expect(await progress(ana)).toEqual([2, 1, 0]);
    await ruiTab.heard.atLeast('new_message');
    expect(await progress(ana)).toEqual([2, 1, 0]); // it lies in the buffer, nobody took it
    await ruiTab.receive();

    await isTold(anaTab, { id, recipient_count: 2, delivered_count: 2, seen_count: 0 });
    expect(await progress(ana)).toEqual([2, 2, 0]);
  });

  it('do not count what was pushed and not acknowledged', async () => {
    const tab = await rui.open({ push: true });
    tab.acknowledging = false;
    await ana.open();
    await sent(ana, [rui]);
    await eventually('it is pushed', () => tab.pushed.length === 1);

    const other = await rui.open({ push: true, after: null });
    await eventually('it is pushed there too', () => other.pushed.length === 1);

    await isProgress(ana, 1, 1, 0);
  });

  it.each([
    ['with the connection', (tab: Tab) => tab.resume({ after: tab.pushed.at(-1)?.id ?? null })],
    ['with a server', (tab: Tab) => rui.open({ push: true, after: tab.pushed.at(-1)?.id ?? null })],
  ])('count what a tab says that it has, though its acknowledgement was lost %s', async (_, comeBack) => {
    const tab = await rui.open({ push: true });
    tab.acknowledging = false;
    await ana.open();
    await sent(ana, [rui]);
    await eventually('it is pushed', () => tab.pushed.length === 1);
    tab.break();

    const back = await comeBack(tab);

    await isProgress(ana, 1, 1, 0);
    expect(back.pushed).toEqual([]);
  });

  it('say what was seen to the sender and to the reader’s other tabs', async () => {
    const anaTab = await ana.open({ push: true });
    const tabs = await Promise.all([rui.open({ push: true }), rui.open({ push: true })]);
    const evaTab = await eva.open({ push: true });
    const first = await sent(ana, [rui, eva], 'one');
    const second = await sent(ana, [rui], 'two');

    const answer = await see(rui, [first, second]);

    expect([answer.status, answer.text]).toEqual([204, '']);
    await Promise.all(tabs.map((tab) => tab.heard.atLeast('messages_seen')));
    for (const tab of tabs)
      expect((tab.heard.last('messages_seen')?.payload[0] as { ids: string[] }).ids.sort()).toEqual(
        [first, second].sort(),
      );
    await isTold(anaTab, { id: first, recipient_count: 2, delivered_count: 2, seen_count: 1 });
    await isTold(anaTab, { id: second, recipient_count: 1, delivered_count: 1, seen_count: 1 });
    expect((await historyOf(rui)).map(({ seen }) => seen)).toEqual([true, true]);
    expect((await historyOf(eva)).map(({ seen }) => seen)).toEqual([false]);
    expect((await historyOf(ana)).map(({ seen }) => seen)).toEqual([true, true]);
    expect([evaTab.heard.count('messages_seen'), evaTab.heard.count('message_receipts')]).toEqual([0, 0]);
  });

  it('take what was seen for delivered too, though no session ever got it', async () => {
    await Promise.all([ana.open(), rui.open()]);
    const id = await sent(ana, [rui]);

    await see(rui, [id]);

    expect(await progress(ana)).toEqual([1, 1, 1]);
  });

  it('ignore ids that are not the reader’s, and tell nobody', async () => {
    const anaTab = await ana.open({ push: true });
    const evaTab = await eva.open({ push: true });
    await rui.open();
    const id = await sent(ana, [rui]);

    const answers = [await see(eva, [id]), await see(ana, [id]), await see(rui, ['999999999999999', '0'])];
    const own = await sent(eva, [ana]);
    await see(ana, [id, own, own]);

    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
    await isTold(evaTab, { id: own, recipient_count: 1, delivered_count: 1, seen_count: 1 });
    expect(await progress(ana)).toEqual([1, 0, 0]);
    expect(toldOf(anaTab, id)).toBeUndefined();
    await anaTab.heard.atLeast('messages_seen');
    expect(anaTab.heard.last('messages_seen')?.payload).toEqual([{ ids: [own] }]);
  });

  it('tell nothing when nothing is new', async () => {
    const anaTab = await ana.open({ push: true });
    await rui.open();
    const first = await sent(ana, [rui]);
    await see(rui, [first]);
    await isTold(anaTab, { id: first, recipient_count: 1, delivered_count: 1, seen_count: 1 });
    const told = anaTab.heard.count('message_receipts');

    await see(rui, [first]);
    const second = await sent(ana, [rui]);
    await see(rui, [first, second]);
    await isTold(anaTab, { id: second, recipient_count: 1, delivered_count: 1, seen_count: 1 });

    expect(anaTab.heard.count('message_receipts')).toBe(told + 1);
  });

  it('tell a sender of many at once', async () => {
    const anaTab = await ana.open({ push: true });
    await rui.open({ push: true });
    const ids: string[] = [];
    for (let index = 0; index < 30; index++) ids.push(await sent(ana, [rui], `message ${index}`));
    await see(rui, ids);
    await Promise.all(
      ids.map((id) => isTold(anaTab, { id, recipient_count: 1, delivered_count: 1, seen_count: 1 })),
    );

    expect(anaTab.heard.count('message_receipts')).toBeLessThan(15);
  });

  it('count the messages of bots as well, who are told nothing', async () => {
    const tab = await rui.open({ push: true });
    await storeMessages(server, { kind: 'bot', id: 'canteen' }, rui.id, ['Soup', 'Fish']);
    const ids = (await historyOf(rui)).map(({ id }) => id);

    const answer = await see(rui, ids);

    expect(answer.status).toBe(204);
    await tab.heard.atLeast('messages_seen');
    expect((await historyOf(rui)).map(({ seen }) => seen)).toEqual([true, true]);
  });

  it('are written in an orderly stop, though they were collected a moment ago', async () => {
    await ana.open();
    const tab = await rui.open();
    await sent(ana, [rui]);
    await tab.heard.atLeast('new_message');
    await tab.receive();

    const place = await server.keep();
    server = await TestServer.start(size, { place });

    expect(
      await server.query('SELECT message_id FROM message_recipient WHERE delivered_at IS NOT NULL'),
    ).toHaveLength(1);
  });

  it('refuse what is no list of message ids', async () => {
    const wrong: Record<string, unknown> = {
      nothing: undefined,
      'an empty list': [],
      'a text': '1',
      numbers: [1],
      'what is no id': ['x'],
      'a negative number': ['-1'],
      'sixteen digits': ['1234567890123456'],
      SQL: ["1' OR '1'='1"],
      'a list in a list': [['1']],
      null: [null],
      'more than may be at once': Array.from({ length: 501 }, (_, index) => String(index)),
    };

    const taken: string[] = [];
    for (const [what, ids] of Object.entries(wrong)) {
      const { status, json } = await see(rui, ids);
      if (status !== 400 || (json as { code: string }).code !== 'invalid_request') taken.push(what);
    }

    expect(taken).toEqual([]);
  });
});

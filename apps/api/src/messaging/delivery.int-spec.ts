import { LIMITS, PATHS, type MessagePage } from '@perto/contract';
import { CAMPUS, eventually, type Student, type Tab } from '@perto/testkit';
import { userAddress } from '../auth/address';
import { Database } from '../platform/database/database';
import { unavailable } from '../platform/errors';
import { SessionRegistry } from '../presence/session-registry';
import { AdjustableClock, describeEachSize, TestServer } from '../testing/running-server';
import { storeMessages } from '../testing/stored-messages';
import { SessionQueues } from './session-queues';

const { meadow } = CAMPUS;
const numbered = (count: number, first = 1): string[] =>
  Array.from({ length: count }, (_, index) => `message ${first + index}`);

describeEachSize('delivery', (size) => {
  let server: TestServer;
  let clock: AdjustableClock;
  let ana: Student;
  let rui: Student;

  beforeEach(async () => {
    clock = new AdjustableClock();
    server = await TestServer.start(size, { clock });
    [ana, rui] = await server.gather(meadow, 'ana', 'rui');
    // Whoever wrote can be answered, online or not.
    await ana.open();
    expect((await rui.send([ana.id], 'write to me')).status).toBe(200);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.stop();
  });

  /** What the history has for Rui from Ana, newest first. */
  async function received(): Promise<MessagePage['items']> {
    const page = (await rui.get(PATHS.messages)).json as MessagePage;
    return page.items.filter(({ sender }) => sender.id === ana.id);
  }

  async function send(...texts: string[]): Promise<void> {
    for (const text of texts) expect((await ana.send([rui.id], text)).status).toBe(200);
  }

  /** Waits until a tab has as many, and a moment longer: perhaps one too many comes. */
  async function pushedOf(tab: Tab, count: number): Promise<string[]> {
    await eventually(`${count} were pushed`, () => tab.pushed.length >= count, 10_000);
    await new Promise((resolve) => setTimeout(resolve, 150));
    return tab.pushedTexts;
  }

  /** What `work` stores is not brought by any queue. */
  async function withoutQueues(work: () => Promise<void>): Promise<void> {
    const lost = jest.spyOn(server.app.get(SessionQueues), 'publish').mockResolvedValue();
    await work();
    lost.mockRestore();
  }

  /** The connection is gone, and the server knows. */
  async function breakOff(tab: Tab): Promise<void> {
    tab.break();
    await eventually('the server knows', () =>
      [...server.app.get(SessionRegistry).of(rui.id)].every(({ connection }) => connection === undefined),
    );
  }

  /** The session departs: five seconds have passed. */
  async function departs({ id }: Student): Promise<void> {
    clock.forward(LIMITS.brokenSessionSeconds * 1000);
    await eventually('the session departed', () => !server.app.get(SessionRegistry).isOnline(id));
  }

  describe('pushed', () => {
    it('comes to every tab that asked for it as the history has it, and is not announced too', async () => {
      const eva = await server.signIn('eva');
      await eva.stand(meadow);
      const [first, second, pulling, stranger] = [
        await rui.open({ push: true }),
        await rui.open({ push: true }),
        await rui.open(),
        await eva.open({ push: true }),
      ];

      await ana.send([rui.id], 'Olá, Rui!');
      await pushedOf(first, 1);
      await pushedOf(second, 1);
      await pulling.heard.atLeast('new_message');

      const items = await received();
      expect(first.pushed).toEqual(items);
      expect(second.pushed).toEqual(items);
      expect(items).toMatchObject([
        {
          sender: { kind: 'user', id: ana.id },
          recipients: [{ id: rui.id }],
          message: 'Olá, Rui!',
          seen: false,
        },
      ]);
      expect([first, second, stranger].map(({ heard }) => heard.count('new_message'))).toEqual([0, 0, 0]);
      expect(stranger.pushed).toEqual([]);
      expect(await first.receive()).toEqual([]);
    });

    it('comes in order, each once, and the sender learns that it came', async () => {
      const tab = await rui.open({ push: true });
      const texts = numbered(80);

      await send(...texts);

      expect(await pushedOf(tab, texts.length)).toEqual(texts);
      await eventually('all are delivered', async () => {
        const { items } = (await ana.get(`${PATHS.messages}?limit=${texts.length}`)).json as MessagePage;
        return items.every(({ delivered_count }) => delivered_count === 1);
      });
    });

    it('begins with what comes after the opening, and says where that is', async () => {
      await send('before');
      const tab = await rui.open({ push: true });

      await send('after');

      expect(await pushedOf(tab, 1)).toEqual(['after']);
      const items = await received();
      expect(tab.answer).toMatchObject({ last_message: items[1]?.id, reload: false, resumed: false });
    });

    it('is sent again while it is not acknowledged, and after three times the connection is dropped', async () => {
      const tab = await rui.open({ push: true });
      tab.acknowledging = false;
      await send('hello?');
      await pushedOf(tab, 1);

      for (const times of [2, 3]) {
        clock.forward(LIMITS.acknowledgeSeconds * 1000);
        await eventually(`it is sent ${times} times`, () => tab.pushed.length >= times);
      }
      clock.forward(LIMITS.acknowledgeSeconds * 1000);
      await eventually('the connection is dropped', () => tab.socket.disconnected);
      const back = await tab.resume();

      expect(tab.pushedTexts).toEqual(['hello?', 'hello?', 'hello?']);
      expect(await pushedOf(back, 1)).toEqual(['hello?']);
    });

    it('waits in the store beyond what may be unacknowledged, and goes on as it is acknowledged', async () => {
      const tab = await rui.open({ push: true });
      tab.acknowledging = false;
      const texts = numbered(LIMITS.pushedUnacknowledged + 20);

      await send(...texts);
      const withoutAcknowledging = await pushedOf(tab, LIMITS.pushedUnacknowledged);
      await breakOff(tab);
      const back = await tab.resume();

      expect(withoutAcknowledging).toEqual(texts.slice(0, LIMITS.pushedUnacknowledged));
      expect(await pushedOf(back, texts.length)).toEqual(texts);
    });

    it.each([
      ['at once', false],
      ['after it departed', true],
    ])(
      'goes on with a session that is resumed %s, without a gap and without a repeat',
      async (_, departed) => {
        const tab = await rui.open({ push: true });
        await send('one', 'two');
        await pushedOf(tab, 2);

        await breakOff(tab);
        if (departed) await departs(rui);
        await send('three', 'four');
        const back = await tab.resume();
        await send('five');

        expect(back.answer?.resumed).toBe(true);
        expect(back.sessionId).toBe(tab.sessionId);
        expect(await pushedOf(back, 3)).toEqual(['three', 'four', 'five']);
      },
    );

    it('goes on with a session that is resumed while the database is away', async () => {
      const tab = await rui.open({ push: true });
      await send('one');
      await pushedOf(tab, 1);
      await breakOff(tab);
      await send('two');
      const database = server.app.get(Database);
      const away = [jest.spyOn(database, 'run'), jest.spyOn(database, 'transaction')];
      for (const spy of away) spy.mockRejectedValue(unavailable('The database'));

      const back = await tab.resume({ after: '1' });
      for (const spy of away) spy.mockRestore();

      expect(back.answer).toMatchObject({ resumed: true, reload: false });
      expect(await pushedOf(back, 1)).toEqual(['two']);
    });

    it('goes on after the message that the client has, or from the very first', async () => {
      await send(...numbered(5));
      const items = await received();
      const third = items[2]!.id;

      const some = await rui.open({ push: true, after: third });
      const all = await rui.open({ push: true, after: null });

      expect(await pushedOf(some, 2)).toEqual(numbered(2, 4));
      expect(await pushedOf(all, 5)).toEqual(numbered(5));
      expect(some.answer).toMatchObject({ last_message: third, reload: false });
      expect(all.answer).toMatchObject({ last_message: null, reload: false });
    });

    it('says plainly when the gap is too large, or the last message unknown, and begins at the end', async () => {
      await storeMessages(server, userAddress(ana.id), rui.id, numbered(LIMITS.gapMessages + 1));
      const items = await received();
      const newest = items[0]!.id;

      const tooFar = await rui.open({ push: true, after: null });
      const unknown = await rui.open({ push: true, after: '999999999' });
      await send('now');

      for (const tab of [tooFar, unknown]) {
        expect(tab.answer).toMatchObject({ last_message: newest, reload: true });
        expect(await pushedOf(tab, 1)).toEqual(['now']);
      }
    });

    it('finds in the store what its queue lost, and keeps the order', async () => {
      const tab = await rui.open({ push: true });
      await send('one');
      await withoutQueues(() => send('two', 'three'));

      await send('four');

      expect(await pushedOf(tab, 4)).toEqual(['one', 'two', 'three', 'four']);
    });

    it('leaves an old connection that a new one took over', async () => {
      const tab = await rui.open({ push: true });
      const taken = await tab.resume();

      await eventually('the old one is dropped', () => tab.socket.disconnected);
      await send('to the new one');

      expect(await pushedOf(taken, 1)).toEqual(['to the new one']);
      expect(tab.pushed).toEqual([]);
    });
  });

  describe('pulled', () => {
    const receive = async (tab: Tab) => (await tab.receive()).map(({ message }) => message);

    it('finds in the store what its queue lost, and keeps the order', async () => {
      const tab = await rui.open();
      await withoutQueues(() => send('one', 'two'));

      await send('three');
      await tab.heard.atLeast('new_message', 3);

      expect(await receive(tab)).toEqual(['one', 'two', 'three']);
      expect(await receive(tab)).toEqual([]);
      await eventually('the sender learns that they came', async () => {
        const { items } = (await ana.get(`${PATHS.messages}?limit=3`)).json as MessagePage;
        return items.every(({ delivered_count }) => delivered_count === 1);
      });
    });

    it.each([
      ['at once', false],
      ['after it departed', true],
    ])('hands each message out once to a session that is resumed %s', async (_, departed) => {
      const tab = await rui.open();
      await send('one', 'two');
      await tab.heard.atLeast('new_message', 2);
      const before = await receive(tab);

      await send('three');
      await tab.heard.atLeast('new_message', 3);
      await breakOff(tab);
      if (departed) await departs(rui);
      await send('four');
      const back = await tab.resume();
      const after: string[] = [];
      await eventually('both are there', async () => after.push(...(await receive(back))) === 2);

      expect([before, after]).toEqual([
        ['one', 'two'],
        ['three', 'four'],
      ]);
      expect(back.heard.count('new_message')).toBeGreaterThan(0);
    });

    it('holds a bounded number, and has the others when these are taken', async () => {
      const tab = await rui.open();
      const texts = numbered(LIMITS.queuedMessages + 50);
      await storeMessages(server, userAddress(ana.id), rui.id, texts);

      await send('the last');
      await tab.heard.atLeast('new_message');
      await new Promise((resolve) => setTimeout(resolve, 1500)); // as much is fetched as will be
      const first = await receive(tab);
      const announced = tab.heard.count('new_message');
      await tab.heard.atLeast('new_message', announced + 1);
      const rest: string[] = [];
      await eventually('the rest is there', async () => rest.push(...(await receive(tab))) === 51);

      expect(first).toHaveLength(LIMITS.queuedMessages);
      expect([...first, ...rest]).toEqual([...texts, 'the last']);
    });
  });
});

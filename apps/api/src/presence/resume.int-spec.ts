import { LIMITS } from '@perto/contract';
import { CAMPUS, eventually, type Student, type Tab } from '@perto/testkit';
import { unavailable } from '../platform/errors';
import { CapturedOutput } from '../testing/captured-output';
import { AdjustableClock, describeEachSize, SIZES, TestServer } from '../testing/running-server';
import { SessionRegistry } from './session-registry';
import { OnlineProjection } from './typeorm-online-projection';

const { torreNorte } = CAMPUS;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Stored {
  online: boolean;
  counter: number;
  b_id: string | null;
}

async function storedOf(server: TestServer, { id }: Student): Promise<Stored | undefined> {
  const [row] = await server.query<Stored>('SELECT online, counter, b_id FROM `user` WHERE id = ?', [id]);
  return row && { ...row, online: Boolean(row.online), counter: Number(row.counter) };
}

describeEachSize('breaking and resuming', (size) => {
  let server: TestServer;
  let clock: AdjustableClock;
  let ana: Student;
  let rui: Student;
  let anaTab: Tab;
  let ruiTab: Tab;

  /** Two people side by side; ana has heard all that there is to hear about rui. */
  beforeEach(async () => {
    clock = new AdjustableClock();
    server = await TestServer.start(size, { clock });
    [ana, rui] = await server.gather(torreNorte, 'ana', 'rui');
    anaTab = await ana.open();
    ruiTab = await rui.open();
    await anaTab.heard.atLeast('new_movement', 2);
    await ruiTab.heard.atLeast('new_movement');
    await ana.inBuilding(); // now she may write to him
  });
  afterEach(async () => {
    await server.stop();
    jest.restoreAllMocks();
  });

  const linesOf = async ({ id }: Student): Promise<string[]> =>
    (await server.query<{ message: string }>('SELECT message FROM log WHERE u_id = ? ORDER BY id', [id])).map(
      ({ message }) => message,
    );

  const breakOff = async (tab: Tab) => {
    const { id } = tab.socket;
    tab.break();
    await eventually('the server noticed', () => !server.app.get(SessionRegistry).bySocket(rui.id, id ?? ''));
  };

  it('hides a break of less than five seconds from everybody, and loses nothing', async () => {
    const heard = anaTab.heard.count('new_movement');

    await breakOff(ruiTab);
    await pause(1000);
    const during = await ana.inBuilding();
    const sent = await ana.send([rui.id], 'are you there?');
    const back = await ruiTab.resume();
    await back.heard.atLeast('new_message');
    await pause(300); // a window of new_movement

    expect(during).toEqual([rui.id]);
    expect(sent.status).toBe(200);
    expect(back.answer).toMatchObject({ session_id: ruiTab.sessionId, resumed: true });
    expect((await back.receive()).map(({ message }) => message)).toEqual(['are you there?']);
    expect(back.heard.count('new_movement')).toBe(1);
    expect(anaTab.heard.count('new_movement')).toBe(heard);
    expect(await linesOf(rui)).toEqual(['Logged in. Currently in Torre Norte']);
    expect(await storedOf(server, rui)).toEqual({ online: true, counter: 1, b_id: torreNorte.id });
  });

  it('takes somebody off the lists after five seconds, and puts them back where they were', async () => {
    await breakOff(ruiTab);
    clock.forward(5000);
    await anaTab.heard.atLeast('new_movement', 3, 1500);
    const during = await ana.inBuilding();
    await eventually('it is written', async () => (await storedOf(server, rui))?.counter === 0);
    await eventually('he is logged out', async () => (await linesOf(rui)).length === 2);
    const stored = await storedOf(server, rui);
    await ana.send([rui.id], 'come back');
    clock.forward(110_000);
    await pause(500); // so that what would be due is done

    const back = await ruiTab.resume();
    await back.heard.atLeast('new_message');
    await anaTab.heard.atLeast('new_movement', 4, 1500);

    expect(during).toEqual([]);
    expect(stored).toEqual({ online: false, counter: 0, b_id: torreNorte.id });
    expect(back.answer).toMatchObject({ session_id: ruiTab.sessionId, resumed: true });
    expect((await back.receive()).map(({ message }) => message)).toEqual(['come back']);
    expect(await ana.inBuilding()).toEqual([rui.id]);
    expect(await linesOf(rui)).toEqual([
      'Logged in. Currently in Torre Norte',
      'Logged out.',
      'Logged in. Currently in Torre Norte',
    ]);
  });

  it('begins anew after two minutes, and has forgotten where somebody was', async () => {
    await breakOff(ruiTab);
    clock.forward(5000);
    await anaTab.heard.atLeast('new_movement', 3, 1500);
    clock.forward(115_000);
    await eventually('the position is erased', async () => (await storedOf(server, rui))?.b_id === null);

    const back = await ruiTab.resume();

    expect(back.answer?.resumed).toBe(false);
    expect(back.sessionId).not.toBe(ruiTab.sessionId);
    expect(await ana.inBuilding()).toEqual([]);
  });

  it('tells the neighbours within a second of a page that is closed, and erases the position', async () => {
    const closedAt = Date.now();

    ruiTab.close();
    await anaTab.heard.atLeast('new_movement', 3, 1000);

    expect(anaTab.heard.last('new_movement')!.at - closedAt).toBeLessThan(1000);
    expect(await ana.inBuilding()).toEqual([]);
    await eventually('the position is erased', async () => (await storedOf(server, rui))?.b_id === null);
    expect((await ruiTab.resume()).answer?.resumed).toBe(false);
  });

  it('lets another connection take a session over, drops the old one, and nobody else notices', async () => {
    const heard = anaTab.heard.count('new_movement');

    const taken = await ruiTab.resume();
    await ruiTab.heard.atLeast('disconnect');
    await pause(300);

    expect(taken.answer).toMatchObject({ session_id: ruiTab.sessionId, resumed: true });
    expect(ruiTab.heard.last('disconnect')?.payload).toEqual(['transport close']); // it may come back by itself
    expect(taken.socket.connected).toBe(true);
    expect(anaTab.heard.count('new_movement')).toBe(heard);
    expect((await storedOf(server, rui))?.counter).toBe(1);
  });

  it('costs the neighbours nothing that somebody comes and breaks ten times a second', async () => {
    const heard = anaTab.heard.count('new_movement');

    for (let times = 0; times < 20; times++) {
      const tab = await rui.open(times % 2 ? { sessionId: ruiTab.sessionId } : {});
      tab.break();
      await pause(100);
    }
    await pause(300);

    expect(anaTab.heard.count('new_movement')).toBe(heard);
    expect(await ana.inBuilding()).toEqual([rui.id]);
    expect(await linesOf(rui)).toHaveLength(1);
    ruiTab.close();
    clock.forward(5000);
    await eventually('nobody is left', async () => (await storedOf(server, rui))?.counter === 0);
    expect(await ana.inBuilding()).toEqual([]);
  });

  it('takes so many tabs of one person, and says so', async () => {
    const others = Array.from({ length: LIMITS.sessionsPerUser - 1 }, () => rui.open());
    await Promise.all(others);

    const refused = rui.open();

    await expect(refused).rejects.toThrow('too_many_requests');
    expect((await storedOf(server, rui))?.counter).toBe(LIMITS.sessionsPerUser);
    expect((await ana.open()).answer?.resumed).toBe(false);
  });

  it('counts right once the database is back, without anybody moving; a short break needs no database', async () => {
    const output = new CapturedOutput();
    const second = await rui.open();
    const eva = await server.signIn('eva');
    const projection = server.app.get<{ write(): Promise<void> }>(OnlineProjection);
    const write = jest.spyOn(projection, 'write').mockRejectedValue(unavailable('The database'));

    await breakOff(ruiTab);
    const back = await ruiTab.resume();
    const refused = await eva.open().catch((error: Error) => error.message);
    second.close();
    anaTab.close();
    await eventually('it was tried', () => write.mock.calls.length > 1);
    const during = [await storedOf(server, ana), await storedOf(server, rui)];
    write.mockRestore();

    expect(back.answer?.resumed).toBe(true);
    expect(refused).toContain('unavailable');
    expect(during).toMatchObject([{ counter: 1 }, { counter: 2 }]);
    await eventually('the counts are right', async () => {
      const [one, other] = [await storedOf(server, ana), await storedOf(server, rui)];
      return one?.counter === 0 && !one.online && other?.counter === 1 && other.online;
    });
    expect(await storedOf(server, eva)).toMatchObject({ online: false, counter: 0 });
    output.release();
  });
});

/** Not a matter of size. */
describe('a connection that is dead', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start(SIZES[0]!);
  });
  afterAll(() => server.stop());

  it('is off the lists within twenty seconds', async () => {
    const [ana, rui] = await server.gather(torreNorte, 'ana', 'rui');
    const anaTab = await ana.open();
    const ruiTab = await rui.open();
    await anaTab.heard.atLeast('new_movement', 2);
    const diedAt = Date.now();

    ruiTab.stall();
    await anaTab.heard.atLeast('new_movement', 3, 20_000);
    ruiTab.flow();

    expect(await ana.inBuilding()).toEqual([]);
    expect(Date.now() - diedAt).toBeGreaterThan(5000);
  }, 30_000);
});

import { EVENTS } from '@perto/contract';
import { destination } from '@perto/geo';
import { CAMPUS, eventually, Tab, type Student } from '@perto/testkit';
import type { Socket } from 'socket.io-client';
import { Newcomers } from '../platform/realtime/newcomers';
import { SIZES, TestServer } from '../testing/running-server';
import { SessionRegistry } from './session-registry';

const { meadow } = CAMPUS;

/** What one client does costs no other one anything. Not a matter of size. */
describe('connections', () => {
  let server: TestServer;
  let stopped: boolean;
  let ana: Student;
  let rui: Student;

  beforeEach(async () => {
    stopped = false;
    server = await TestServer.start(SIZES[0]!);
    [ana, rui] = await server.gather(meadow, 'ana', 'rui');
  });
  afterEach(async () => {
    if (!stopped) await server.stop();
  });

  it('drops a client that does not read before it costs much, while the others hear in time', async () => {
    const ruiTab = await rui.open();
    const anaTab = await ana.open();
    await anaTab.heard.atLeast('new_movement');
    const [session] = server.app.get(SessionRegistry).of(rui.id);
    const before = process.memoryUsage().rss;

    ruiTab.stall();
    let sent = 0;
    const heard = anaTab.heard.count('new_movement');
    while (session?.connection && sent < 50_000) {
      for (let event = 0; event < 50; event++, sent++)
        session.connection.emit(EVENTS.newMessage, ['x'.repeat(4000)]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const movedAt = Date.now();
    const eva = await server.signIn('eva');
    await eva.stand(destination(meadow, 10, 0));
    await eva.open();
    await anaTab.heard.atLeast('new_movement', heard + 1, 1000);
    const grown = process.memoryUsage().rss - before;
    ruiTab.flow();
    const back = await ruiTab.resume();

    expect(sent).toBeLessThan(5000); // 20 MB: what the two kernels hold, and what may wait here
    expect(anaTab.heard.last('new_movement')!.at - movedAt).toBeLessThan(1000);
    expect(grown).toBeLessThan(100 * 1024 * 1024);
    expect(back.answer).toMatchObject({ resumed: true, session_id: ruiTab.sessionId });
  }, 20_000);

  it('refuses a flood of events, then hangs up', async () => {
    const anaTab = await ana.open();
    const flooding = await Tab.connect(rui);
    const socket = flooding.socket as unknown as Socket;

    for (let event = 0; event < 1000; event++) socket.emit('new_bot', { ID: 'x' });
    await flooding.heard.atLeast('disconnect');

    const refused = flooding.heard.events.flatMap(({ event, payload }) =>
      event === EVENTS.exception ? [(payload[0] as { code: string }).code] : [],
    );
    expect(refused).toContain('too_many_requests');
    expect(refused.length).toBeLessThan(400);
    expect(anaTab.socket.connected).toBe(true);
    expect((await rui.open()).answer?.resumed).toBe(false);
  });

  it('takes so many connections that do not say who they are, and counts only those', async () => {
    const newcomers = server.app.get(Newcomers);
    const tab = await ana.open();
    const strangers = Array.from({ length: 1999 }, () => ({ once: () => undefined }));
    strangers.forEach((stranger) => newcomers.add(stranger, '127.0.0.1'));

    const last = await Tab.connect(rui);
    const refused = await Tab.connect(rui).catch(() => 'refused');
    await last.introduce();
    const roomAgain = await Tab.connect(rui);

    expect(refused).toBe('refused');
    expect(roomAgain.socket.connected).toBe(true);
    expect(tab.socket.connected).toBe(true);
  });

  it('hangs up on who only leaves the namespace: the rest of the connection is nobody’s', async () => {
    const tab = await ana.open();
    const LEAVE_NAMESPACE = '1';

    (tab.socket as unknown as Socket).io.engine.write(LEAVE_NAMESPACE);

    await tab.heard.atLeast('disconnect');
    await eventually('nobody is left', () => server.app.get(SessionRegistry).tally().live === 0);
  });

  it('asks everybody to come back when it stops, each at another moment, whatever they do', async () => {
    const tabs = await Promise.all(Array.from({ length: 20 }, () => ana.open()));
    const polling = await ana.open({}, { transports: ['polling'] });
    const stalled = await rui.open();
    const eager = await rui.open({}, { reconnection: true, reconnectionDelay: 10, reconnectionDelayMax: 10 });
    stalled.stall();
    const beganAt = Date.now();

    stopped = true;
    await server.stop();
    const took = Date.now() - beganAt;
    for (const tab of [...tabs, polling]) await tab.heard.atLeast('disconnect');
    eager.socket.disconnect();

    const told = [...tabs, polling, eager].map(
      ({ heard }) => (heard.last(EVENTS.serverStopping)?.payload[0] as { retry_in: number }).retry_in,
    );
    expect(took).toBeLessThan(10_000);
    expect(Math.min(...told)).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...told)).toBeLessThanOrEqual(8000);
    expect(new Set(told).size).toBeGreaterThan(10);
    // Nobody is sent away for good: every client comes back by itself.
    expect(tabs.map(({ heard }) => heard.last('disconnect')?.payload[0])).toEqual(
      tabs.map(() => 'transport close'),
    );
    await eventually('the stalled one may go', () => {
      stalled.flow();
      return stalled.socket.disconnected;
    });
  }, 20_000);
});

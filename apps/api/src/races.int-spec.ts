import { PATHS } from '@perto/contract';
import { destination } from '@perto/geo';
import { CAMPUS, eventually, request, Tab, type Student } from '@perto/testkit';
import { LocationReporter } from './location/location-reporter';
import { UnattendedPositions } from './location/unattended-positions';
import { Broker } from './platform/broker/broker';
import { unavailable } from './platform/errors';
import { OnlineProjection } from './presence/typeorm-online-projection';
import { UserTurns } from './presence/user-turns';
import { CapturedOutput } from './testing/captured-output';
import { AdjustableClock, describeEachSize, SIZES, TestServer } from './testing/running-server';

const { meadow, torreNorte } = CAMPUS;

/** What happens when two things happen at once, or one of them fails halfway. */
describeEachSize('races and half-done work', (size) => {
  let server: TestServer;
  let clock: AdjustableClock;
  let ana: Student;
  let output: CapturedOutput;

  beforeEach(async () => {
    output = new CapturedOutput(); // what fails here on purpose is logged
    clock = new AdjustableClock();
    server = await TestServer.start(size, { clock });
    ana = await server.signIn('ana');
  });
  afterEach(async () => {
    await server.stop();
    output.release();
    jest.restoreAllMocks();
  });

  interface Stored {
    online: number;
    counter: number;
    b_id: string | null;
  }

  async function stored({ id }: Student): Promise<Stored | undefined> {
    const [row] = await server.query<Stored>('SELECT online, counter, b_id FROM `user` WHERE id = ?', [id]);
    return row && { ...row, online: Number(row.online), counter: Number(row.counter) };
  }

  const linesOf = async ({ id }: Student): Promise<string[]> =>
    (await server.query<{ message: string }>('SELECT message FROM log WHERE u_id = ? ORDER BY id', [id])).map(
      ({ message }) => message,
    );

  /** Holds a user's turn until `release` is called: everything else about them waits in line. */
  function holdTurnOf({ id }: Student): () => Promise<void> {
    let release: () => void = () => undefined;
    const held = server.app.get(UserTurns).run(id, () => new Promise<void>((resolve) => (release = resolve)));
    return () => {
      release();
      return held;
    };
  }

  it('keeps a fresh report that was waiting when the old position fell due', async () => {
    await ana.stand(meadow);
    const release = holdTurnOf(ana);
    const reported = server.app.get(LocationReporter).report(ana.id, torreNorte);
    clock.forward(61_000);

    const swept = server.app.get(UnattendedPositions).sweep();
    await release();
    await Promise.all([reported, swept]);

    expect(await stored(ana)).toMatchObject({ b_id: torreNorte.id });
    await ana.open();
    expect(await linesOf(ana)).toEqual(['Logged in. Currently in Torre Norte']);
  });

  it('leaves nothing of a session that could not be opened, and opens it at the next attempt', async () => {
    await ana.stand(torreNorte);
    const tab = await Tab.connect(ana);
    const settle = jest.spyOn(server.app.get(OnlineProjection), 'settle');
    settle.mockRejectedValueOnce(unavailable('The database'));

    const refused = await tab.introduce();
    const afterwards = await stored(ana);
    const again = await tab.introduce();

    expect(refused).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(afterwards).toEqual({ online: 0, counter: 0, b_id: torreNorte.id });
    expect(again.ok).toBe(true);
    expect(await stored(ana)).toEqual({ online: 1, counter: 1, b_id: torreNorte.id });
    expect(await linesOf(ana)).toEqual(['Logged in. Currently in Torre Norte']);
  });

  it('ends a session at once whose tab leaves before it is opened', async () => {
    const tab = await Tab.connect(ana);
    const release = holdTurnOf(ana);
    const introduced = tab.introduce().catch(() => undefined);
    await tab.socket.timeout(5000).emitWithAck('new_bot', { ID: 'later' }); // it is read after the introduction

    tab.close();
    await introduced;
    await release();
    await eventually('it came and went', async () => (await linesOf(ana)).length === 2, 1500);
    await eventually('nobody is counted', async () => (await stored(ana))?.counter === 0, 1500);

    expect(await stored(ana)).toEqual({ online: 0, counter: 0, b_id: null });
    expect(await linesOf(ana)).toEqual([
      'Logged in. Currently out of IST registered facilities',
      'Logged out.',
    ]);
  });

  it('ends a session whose sign-in is revoked while it is being opened', async () => {
    const tab = await Tab.connect(ana);
    const release = holdTurnOf(ana);
    const introduced = tab.introduce().catch(() => undefined);
    await tab.socket.timeout(5000).emitWithAck('new_bot', { ID: 'later' }); // it is read after the introduction

    const signedOut = await ana.signOut();
    await release();
    await introduced;
    await tab.heard.atLeast('disconnect');
    await eventually('the session is over', async () => (await stored(ana))?.counter === 0);

    expect(signedOut.status).toBe(204);
    expect((await stored(ana))?.online).toBe(0);
  });

  it('opens one session for several introductions at once on one socket, whoever else tries', async () => {
    const rui = await server.signIn('rui');
    const tab = await Tab.connect(ana);

    const answers = await Promise.all([
      tab.introduce(),
      tab.introduce({ ID: rui.id, token: rui.token }),
      tab.introduce(),
    ]);

    const sessions = answers.flatMap((answer) => (answer.ok ? [answer.session_id] : []));
    expect(new Set(sessions).size).toBe(1);
    expect([(await stored(ana))?.counter, (await stored(rui))?.counter]).toEqual(
      answers[0].ok ? [1, 0] : [0, 1],
    );
  });

  it('counts right through tabs that open and close all at once', async () => {
    const kept = await ana.open();

    const tabs = await Promise.all(Array.from({ length: 12 }, () => ana.open()));
    tabs.forEach((tab, index) => (index % 2 ? tab.close() : tab.break()));
    await Promise.all([ana.open(), ana.open()]);
    await eventually('three are left', async () => (await stored(ana))?.counter === 3, 9000);

    expect(kept.socket.connected).toBe(true);
    expect(await linesOf(ana)).toHaveLength(1);
  }, 15_000);

  it('leaves position, lists and log alone when a position cannot be stored', async () => {
    const rui = await server.signIn('rui');
    for (const student of [ana, rui]) await student.stand(meadow);
    for (const student of [ana, rui]) await student.open();
    await server.query('ALTER TABLE `log` RENAME TO `log_elsewhere`');

    const refused = await rui.stand(torreNorte);
    await server.query('ALTER TABLE `log_elsewhere` RENAME TO `log`');

    expect(refused.status).toBeGreaterThanOrEqual(500);
    expect(await ana.inRange(meadow, 50)).toEqual([rui.id]);
    expect((await rui.get(PATHS.nearby)).json).toMatchObject({ self: { building: null } });
    expect((await stored(rui))?.b_id).toBeNull();
    expect((await rui.stand(torreNorte)).text).toBe('Torre Norte');
  });

  it('tells a newcomer once, not twice, that there are people', async () => {
    const rui = await server.signIn('rui');
    for (const student of [ana, rui]) await student.stand(meadow);
    await rui.open();

    const tab = await ana.open();
    const openedAt = Date.now();
    await eventually('the window passed', () => Date.now() > openedAt + 400);

    expect(tab.heard.count('new_movement')).toBe(1);
  });

  it('goes on telling when the clock is put back', async () => {
    const rui = await server.signIn('rui');
    for (const student of [ana, rui]) await student.stand(meadow);
    const tab = await ana.open();
    await rui.open();
    await tab.heard.atLeast('new_movement', 2);

    clock.forward(-3_600_000);
    await rui.stand(destination(meadow, 20, 0));

    await tab.heard.atLeast('new_movement', 3, 1500);
  });

  if (size.name === 'one server')
    it('hands out what has come although the broker hangs up before it is taken', async () => {
      const rui = await server.signIn('rui');
      for (const student of [ana, rui]) await student.stand(meadow);
      await ana.open();
      const tab = await rui.open();
      await ana.send([rui.id], 'before the break');
      await tab.heard.atLeast('new_message');
      const broker = server.app.get(Broker);

      broker.consuming.cut();
      broker.publishing.cut();
      const pulled = await tab.receive();

      expect(pulled.map(({ message }) => message)).toEqual(['before the break']);
      await eventually('the broker is back', () => broker.accepting);
    });
});

/** Not a matter of size. */
describe('a connection that says nothing', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start(SIZES[0]!);
  });
  afterAll(() => server.stop());

  it('hangs up on a connection that is alive but never becomes a socket', async () => {
    const path = '/socket.io/?EIO=4&transport=polling';
    const [, sid = ''] = /"sid":"([^"]+)"/.exec((await request(server.url, 'GET', path)).text) ?? [];
    const beganAt = Date.now();

    await eventually(
      'the server hung up',
      async () => {
        const polled = await request(server.url, 'GET', `${path}&sid=${sid}`);
        if (polled.text === '2')
          await request(server.url, 'POST', `${path}&sid=${sid}`, {
            headers: { 'content-type': 'text/plain' },
            body: '3',
          });
        return polled.status === 400 || polled.text === '1';
      },
      30_000,
    );

    expect(sid).not.toBe('');
    expect(Date.now() - beganAt).toBeLessThan(12_000);
  }, 40_000);
});

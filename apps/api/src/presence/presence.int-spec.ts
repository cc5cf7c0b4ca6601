import { CAMPUS, eventually, Tab, type Student } from '@perto/testkit';
import { AdjustableClock, describeEachSize, TestServer } from '../testing/running-server';

const { meadow, torreNorte } = CAMPUS;

describeEachSize('presence', (size) => {
  let server: TestServer;
  let clock: AdjustableClock;

  beforeEach(async () => {
    clock = new AdjustableClock();
    server = await TestServer.start(size, { clock });
  });
  afterEach(() => server.stop());

  async function projected(student: Student): Promise<{ online: boolean; counter: number }> {
    const [row] = await server.query<{ online: number; counter: number }>(
      'SELECT online, counter FROM `user` WHERE id = ?',
      [student.id],
    );
    return { online: Boolean(row?.online), counter: Number(row?.counter) };
  }

  async function linesOf(student: Student): Promise<string[]> {
    const rows = await server.query<{ message: string }>(
      'SELECT message FROM log WHERE u_id = ? ORDER BY id',
      [student.id],
    );
    return rows.map(({ message }) => message);
  }

  const leftAfter = (student: Student, sessions: number, within = 5000) =>
    eventually(
      `${sessions} sessions are left`,
      async () => (await projected(student)).counter === sessions,
      within,
    );

  it('counts every tab, and the person is online until the last one is closed', async () => {
    const ana = await server.signIn('ana');
    await ana.stand(torreNorte);
    const seen: object[] = [await projected(ana)];

    const first = await ana.open();
    seen.push(await projected(ana));
    const second = await ana.open();
    seen.push(await projected(ana));
    first.close();
    await leftAfter(ana, 1);
    seen.push(await projected(ana));
    second.close();
    await leftAfter(ana, 0);
    seen.push(await projected(ana));

    expect(seen).toEqual([
      { online: false, counter: 0 },
      { online: true, counter: 1 },
      { online: true, counter: 2 },
      { online: true, counter: 1 },
      { online: false, counter: 0 },
    ]);
    await eventually('it is written down', async () => (await linesOf(ana)).length === 2);
    expect(await linesOf(ana)).toEqual(['Logged in. Currently in Torre Norte', 'Logged out.']);
  });

  it('erases the position when the last session is over', async () => {
    const ana = await server.signIn('ana');
    await ana.stand(torreNorte);
    const tab = await ana.open();

    tab.close();
    await leftAfter(ana, 0);

    const stored = () => server.query('SELECT latitude, longitude, b_id FROM `user` WHERE id = ?', [ana.id]);
    await eventually('it is erased', async () => JSON.stringify(await stored()).includes('"b_id":null'));
    expect(await stored()).toEqual([{ latitude: null, longitude: null, b_id: null }]);
  });

  it('keeps somebody listed for five seconds whose connection broke, and no longer', async () => {
    const ana = await server.signIn('ana');
    const rui = await server.signIn('rui');
    await ana.stand(meadow);
    await rui.stand(meadow);
    await ana.open();
    const tab = await rui.open();
    const brokeAt = Date.now();

    tab.break();
    await eventually('the server noticed', () => tab.socket.disconnected);
    const during = await ana.inRange(meadow, 50);
    await leftAfter(rui, 0, 8000);
    const goneAfter = Date.now() - brokeAt;
    const after = await ana.inRange(meadow, 50);

    expect(during).toEqual([rui.id]);
    expect(after).toEqual([]);
    expect(goneAfter).toBeGreaterThan(4500);
  }, 15_000);

  it('acknowledges a repeated introduction, and refuses another person on the same socket', async () => {
    const ana = await server.signIn('ana');
    const rui = await server.signIn('rui');
    const tab = await Tab.connect(ana);

    const first = await tab.introduce();
    const again = await tab.introduce();
    const other = await tab.introduce({ ID: rui.id, token: rui.token });

    expect(first.ok && again.ok && first.session_id === again.session_id).toBe(true);
    expect(other).toMatchObject({ ok: false, error: { code: 'already_introduced' } });
    expect(tab.heard.last('exception')?.payload).toMatchObject([{ code: 'already_introduced' }]);
    expect(await projected(ana)).toEqual({ online: true, counter: 1 });
  });

  it('refuses a forged token, and a token that is somebody else’s', async () => {
    const ana = await server.signIn('ana');
    const rui = await server.signIn('rui');
    const tab = await Tab.connect(ana);

    const forged = await tab.introduce({ ID: ana.id, token: 'forged' });
    const stolen = await tab.introduce({ ID: ana.id, token: rui.token });

    expect(forged).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
    expect(stolen).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await projected(ana)).toEqual({ online: false, counter: 0 });
  });

  it('refuses bots while none can be registered', async () => {
    const ana = await server.signIn('ana');
    const tab = await Tab.connect(ana);

    const answer: unknown = await tab.socket
      .timeout(3000)
      .emitWithAck('new_bot', { ID: 'canteen', token: 'x' });

    expect(answer).toMatchObject({ ok: false, error: { code: 'unauthenticated' } });
    await tab.heard.atLeast('exception');
  });

  it('ends the sessions of a sign-in that signs out, at once, and those of no other', async () => {
    const ana = await server.signIn('ana');
    const elsewhere = await server.signIn('ana');
    const tab = await ana.open();
    const other = await elsewhere.open();

    const answer = await ana.signOut();
    await tab.heard.atLeast('disconnect');

    expect(answer.status).toBe(204);
    await leftAfter(ana, 1);
    expect(other.socket.connected).toBe(true);
  });

  it('ends a session when its sign-in expires', async () => {
    const ana = await server.signIn('ana');
    clock.forward(12 * 3600_000 - 1500);
    const tab = await ana.open();
    const before = await ana.get('/API/session');

    await tab.heard.atLeast('disconnect');

    expect([before.status, (await ana.get('/API/session')).status]).toEqual([200, 401]);
    await leftAfter(ana, 0);
  });

  it('has nobody online after a restart, keeps fresh positions and erases old ones', async () => {
    const ana = await server.signIn('ana');
    const rui = await server.signIn('rui');
    await rui.stand(torreNorte);
    clock.forward(16 * 60_000);
    await ana.stand(torreNorte);
    const ruiTab = await rui.open();
    const anaTab = await ana.open();
    await rui.stand(torreNorte);
    await server.query("UPDATE `user` SET positioned_at = '2020-01-01 00:00:00.000' WHERE id = ?", [rui.id]);

    const place = await server.keep();
    server = await TestServer.start(size, { clock, place });
    const rows = await server.query('SELECT id, online, counter, b_id FROM `user` ORDER BY id');

    expect([ruiTab.socket.connected, anaTab.socket.connected]).toEqual([false, false]);
    expect(
      rows.map((row) => ({ ...(row as object), online: Boolean((row as { online: unknown }).online) })),
    ).toEqual([
      { id: ana.id, online: false, counter: 0, b_id: torreNorte.id },
      { id: rui.id, online: false, counter: 0, b_id: null },
    ]);
  });

  it('closes a connection that does not say who it is within ten seconds', async () => {
    const ana = await server.signIn('ana');
    const tab = await Tab.connect(ana);

    await tab.heard.atLeast('disconnect', 1, 11_500);

    expect(tab.heard.last('exception')?.payload).toMatchObject([{ code: 'introduction_timeout' }]);
  }, 15_000);
});

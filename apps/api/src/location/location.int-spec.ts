import { OUTSIDE } from '@perto/contract';
import { destination } from '@perto/geo';
import { CAMPUS, eventually, type Student } from '@perto/testkit';
import { AdjustableClock, describeEachSize, TestServer } from '../testing/running-server';

const { meadow, torreNorte, civil } = CAMPUS;

describeEachSize('location', (size) => {
  let server: TestServer;
  let clock: AdjustableClock;

  beforeEach(async () => {
    clock = new AdjustableClock();
    server = await TestServer.start(size, { clock });
  });
  afterEach(() => server.stop());

  /** Students at so many metres north of the meadow, each in one tab, the range 50 m. */
  async function given(metres: Record<string, number>) {
    const students: Record<string, Student> = {};
    for (const [name, north] of Object.entries(metres)) {
      const student = await server.signIn(name);
      await student.stand(destination(meadow, north, 0));
      students[name] = student;
    }
    const tabs = await Promise.all(Object.values(students).map((student) => student.open()));
    await Promise.all(tabs.map((tab) => tab.heard.atLeast('new_movement')));
    const names = Object.keys(metres);
    return {
      students,
      tabs: Object.fromEntries(names.map((name, index) => [name, tabs[index]!])),
    };
  }

  it('answers the building that a position is in, or that it is outside', async () => {
    const ana = await server.signIn('ana');

    const inside = await ana.stand(torreNorte);
    const outside = await ana.stand(meadow);

    expect([inside.status, inside.text]).toEqual([200, 'Torre Norte']);
    expect(inside.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(outside.text).toBe(OUTSIDE);
  });

  it('lists whoever is within the radius asked for, and nobody outside it', async () => {
    const { students } = await given({ ana: 0, rui: 40, eva: 400 });

    const near = await students['ana']!.inRange(meadow, 50);
    const far = await students['ana']!.inRange(meadow, 500);

    expect(near).toEqual([server.id('rui')]);
    expect(far).toEqual([server.id('rui'), server.id('eva')]);
  });

  it('lists whoever is in the same building, without the caller', async () => {
    const ana = await server.signIn('ana');
    const rui = await server.signIn('rui');
    const eva = await server.signIn('eva');
    await ana.stand(torreNorte);
    await rui.stand(destination(torreNorte, 30, 0));
    await eva.stand(civil);
    await Promise.all([ana, rui, eva].map((student) => student.open()));

    const together = await ana.inBuilding();

    expect(together).toEqual([rui.id]);
  });

  it('shows nobody to whoever has no session, and nobody who has none', async () => {
    const { students } = await given({ ana: 0 });
    const rui = await server.signIn('rui');
    await rui.stand(meadow);

    const seenByRui = await rui.inRange(meadow, 500);
    const seenByAna = await students['ana']!.inRange(meadow, 500);

    expect(seenByRui).toEqual([]);
    expect(seenByAna).toEqual([]);
  });

  it('tells those whose lists change when somebody comes, moves in, moves out and leaves, and nobody else', async () => {
    const { students, tabs } = await given({ ana: 0, eva: 4000 });
    const rui = await server.signIn('rui');
    await rui.stand(destination(meadow, 30, 0));
    const before = tabs['eva']!.heard.count('new_movement');

    const ruiTab = await rui.open();
    await tabs['ana']!.heard.atLeast('new_movement', 2);
    await rui.stand(destination(meadow, 300, 0));
    await tabs['ana']!.heard.atLeast('new_movement', 3);
    await rui.stand(destination(meadow, 30, 0));
    await tabs['ana']!.heard.atLeast('new_movement', 4);
    ruiTab.close();
    await tabs['ana']!.heard.atLeast('new_movement', 5, 1000);

    expect(await students['ana']!.inRange(meadow, 500)).toEqual([]);
    expect(tabs['eva']!.heard.count('new_movement')).toBe(before);
  });

  it('tells a movement once five metres have added up, and not the trembling before', async () => {
    const { students, tabs } = await given({ ana: 0, rui: 20 });
    const heard = tabs['ana']!.heard;
    await students['rui']!.stand(destination(meadow, 26, 0)); // 6 m: told
    await heard.atLeast('new_movement', heard.count('new_movement') + 1);
    const told = heard.count('new_movement');

    await students['rui']!.stand(destination(meadow, 28, 0));
    await students['rui']!.stand(destination(meadow, 24, 0));
    await students['rui']!.stand(destination(meadow, 30, 0));
    const trembling = heard.count('new_movement');
    await students['rui']!.stand(destination(meadow, 31.5, 0));
    await heard.atLeast('new_movement', told + 1);

    expect(trembling).toBe(told);
    expect(heard.count('new_movement')).toBe(told + 1);
  });

  it('tells at most once in a quarter of a second, and always the last change', async () => {
    const { students, tabs } = await given({ ana: 0, rui: 20 });
    const heard = tabs['ana']!.heard;
    const before = heard.count('new_movement');
    const beganAt = Date.now();

    for (let step = 0; step < 30; step++)
      await students['rui']!.stand(destination(meadow, step % 2 ? 20 : 30, 0));
    await students['rui']!.stand(destination(meadow, 300, 0));
    const endedAt = Date.now();
    await heard.atLeast('new_movement', before + 1);
    while ((heard.last('new_movement')?.at ?? 0) < endedAt - 1)
      await heard.atLeast('new_movement', heard.count('new_movement') + 1);

    const windows = Math.ceil((Date.now() - beganAt) / 250) + 1;
    expect(heard.count('new_movement') - before).toBeLessThanOrEqual(windows);
    expect(await students['ana']!.inRange(meadow, 50)).toEqual([]);
  });

  it('tells the mover too when the mover sees other people, and when the range brings others in', async () => {
    const { students, tabs } = await given({ ana: 0, rui: 90 });
    const heard = tabs['ana']!.heard;
    const before = heard.count('new_movement');

    await students['ana']!.look(100);
    await heard.atLeast('new_movement', before + 1);
    await students['ana']!.stand(destination(meadow, -500, 0));
    await heard.atLeast('new_movement', before + 2);

    expect(heard.count('new_movement')).toBe(before + 2);
  });

  it('gives positions and distances of those within range or in the same building only', async () => {
    const { students } = await given({ ana: 0, rui: 40, eva: 400 });

    const answer = await students['ana']!.get('/API/nearby');

    expect(answer.json).toMatchObject({
      radious: 50,
      self: { latitude: meadow.latitude, longitude: meadow.longitude, building: null },
      people: [{ id: server.id('rui'), in_range: true, same_building: false, building: null }],
    });
    const [rui] = (answer.json as { people: { distance: number }[] }).people;
    expect(rui?.distance).toBeCloseTo(40, 0);
  });

  it('applies a list of ranges as a whole or not at all', async () => {
    const { students } = await given({ ana: 0, rui: 40 });
    const [ana, rui] = [students['ana']!, students['rui']!];
    const item = (student: Student, radious: unknown) => ({ id: student.id, token: student.token, radious });
    const post = (body: unknown) =>
      fetch(`${server.url}/API/user/update/range`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });

    const refused = await post([item(ana, 100), item(rui, 5001)]);
    const foreign = await post([item(ana, 100), { ...item(rui, 200), token: ana.token }]);
    const firstDecides = await post([item(ana, 9000), { ...item(rui, 200), token: 'forged' }]);
    const unchanged = await server.query<{ radious: number }>(
      'SELECT radious FROM `user` WHERE id IN (?, ?)',
      [ana.id, rui.id],
    );
    const applied = await post([item(ana, 100), item(rui, '200')]);

    expect([refused, foreign, firstDecides, applied].map(({ status }) => status)).toEqual([
      400, 403, 400, 200,
    ]);
    expect(await applied.text()).toBe('');
    expect(unchanged.map(({ radious }) => Number(radious))).toEqual([50, 50]);
    const changed = await server.query<{ radious: number }>(
      'SELECT radious FROM `user` WHERE id IN (?, ?) ORDER BY id',
      [ana.id, rui.id],
    );
    expect(changed.map(({ radious }) => Number(radious))).toEqual([100, 200]);
  });

  it('makes a position durable before it answers, and logs the change of building', async () => {
    const { students } = await given({ ana: 0 });
    const ana = students['ana']!;

    await ana.stand(torreNorte);
    const rows = await server.query<{ latitude: string; b_id: string }>(
      'SELECT latitude, b_id FROM `user` WHERE id = ?',
      [ana.id],
    );
    const lines = await server.query<{ message: string }>(
      'SELECT message FROM log WHERE u_id = ? ORDER BY id',
      [ana.id],
    );

    expect(Number(rows[0]?.latitude)).toBe(torreNorte.latitude);
    expect(rows[0]?.b_id).toBe(torreNorte.id);
    expect(lines.map(({ message }) => message)).toEqual([
      'Logged in. Currently out of IST registered facilities',
      `Moved from: ${OUTSIDE} to: Torre Norte`,
    ]);
  });

  it('erases a position that no session answers for, a minute later', async () => {
    const ana = await server.signIn('ana');
    await ana.stand(torreNorte);

    const before = await positionOf(ana);
    clock.forward(61_000);
    await eventually('the position is erased', async () => (await positionOf(ana)) === null);

    expect(before).toBe(torreNorte.latitude);
  });

  async function positionOf(student: Student): Promise<number | null> {
    const [row] = await server.query<{ latitude: string | null }>(
      'SELECT latitude FROM `user` WHERE id = ?',
      [student.id],
    );
    return row?.latitude ? Number(row.latitude) : null;
  }
});

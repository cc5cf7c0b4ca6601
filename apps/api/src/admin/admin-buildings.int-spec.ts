import { OUTSIDE, PATHS, type AdminBuilding, type BuildingAnswer, type NearbyAnswer } from '@perto/contract';
import { destination } from '@perto/geo';
import { CAMPUS, type Student } from '@perto/testkit';
import { aBuilding, deedsOf, startWithAdmin } from '../testing/admin-server';
import { rounded } from '../buildings/building';
import { describeEachSize, TestServer } from '../testing/running-server';

const { meadow, torreNorte } = CAMPUS;

describeEachSize('buildings that change while the server runs', (size) => {
  let server: TestServer;
  let admin: Student;
  /** Each test has its own stretch of meadow, so that they share a server and not the people. */
  let field: { latitude: number; longitude: number };
  let fields = 0;

  beforeAll(async () => {
    ({ server, admin } = await startWithAdmin(size));
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    field = destination(meadow, 20_000 * ++fields, 0);
  });

  const nameOf = (name: string) => `${name}${fields}`;
  const add = (body: object) => admin.postAs(PATHS.addBuilding, body);
  const retire = (id: string, retired?: unknown) => admin.postAs(PATHS.retireBuilding, { id, retired });
  const listed = async () => (await admin.get(PATHS.buildings)).json as BuildingAnswer[];
  const kept = async (id: string) =>
    ((await admin.get(PATHS.adminBuildings)).json as AdminBuilding[]).find((building) => building.id === id);
  const buildingOf = async (student: Student) =>
    ((await student.get(PATHS.nearby)).json as NearbyAnswer).self?.building?.id;
  const rowOf = async (student: Student) =>
    (await server.query<{ b_id: string | null }>('SELECT b_id FROM user WHERE id = ?', [student.id]))[0]
      ?.b_id;
  const linesOf = async (student: Student) =>
    (
      await server.query<{ message: string; b_id: string | null }>(
        'SELECT message, b_id FROM log WHERE u_id = ? ORDER BY id',
        [student.id],
      )
    ).map(({ message, b_id }) => [message, b_id]);

  /** Somebody with one tab, who has been told all that there is to tell so far. */
  async function given(name: string, at: { latitude: number; longitude: number }) {
    const student = await server.signIn(nameOf(name));
    await student.stand(at);
    const tab = await student.open();
    await tab.heard.atLeast('new_movement');
    return { student, tab };
  }

  it('are added, and hold at once whoever stands there', async () => {
    const ana = await given('ana', field);
    const rui = await given('rui', destination(field, 30, 0));
    const eva = await given('eva', destination(field, 60, 0));
    const far = await given('far', destination(field, 3000, 0));
    const before = [eva, far].map(({ tab }) => tab.heard.count('new_movement'));

    const answer = await add(aBuilding('new1', field, { name: 'Nova' }));

    expect([answer.status, answer.json]).toEqual([200, []]);
    expect((await listed()).find(({ id }) => id === 'new1')).toMatchObject({ name: 'Nova', radious: 50 });
    for (const { student } of [ana, rui]) {
      expect([await buildingOf(student), await rowOf(student)]).toEqual(['new1', 'new1']);
      expect((await linesOf(student)).at(-1)).toEqual([`Moved from: ${OUTSIDE} to: Nova`, 'new1']);
    }
    expect(await ana.student.inBuilding()).toEqual([rui.student.id]);
    await Promise.all([ana, rui].map(({ tab }) => tab.heard.atLeast('new_movement', 2)));
    expect([await buildingOf(eva.student), await rowOf(eva.student)]).toEqual([undefined, null]);
    expect([eva, far].map(({ tab }) => tab.heard.count('new_movement'))).toEqual(before);
    expect((await kept('new1'))?.people).toBe(2);
  });

  it('move away from under people, who are placed again where they stand', async () => {
    await add(aBuilding('old2', field, { name: 'Velha' }));
    const ana = await given('ana', field);
    const rui = await given('rui', destination(field, 500, 0));

    const answer = await add(aBuilding('old2', destination(field, 500, 0), { name: 'Velha', radious: 80 }));

    expect(answer.json).toEqual([]);
    expect([await buildingOf(ana.student), await rowOf(ana.student)]).toEqual([undefined, null]);
    expect([await buildingOf(rui.student), await rowOf(rui.student)]).toEqual(['old2', 'old2']);
    expect((await linesOf(ana.student)).at(-1)).toEqual([`Moved from: Velha to: ${OUTSIDE}`, 'old2']);
    expect((await listed()).filter(({ id }) => id === 'old2')).toHaveLength(1);
  });

  it('are called otherwise from then on, and nobody has moved', async () => {
    await add(aBuilding('name3', field, { name: 'Before' }));
    const ana = await given('ana', field);
    const lines = await linesOf(ana.student);

    await add(aBuilding('name3', field, { name: 'After' }));

    expect(((await ana.student.get(PATHS.nearby)).json as NearbyAnswer).self?.building).toEqual({
      id: 'name3',
      name: 'After',
    });
    expect(await linesOf(ana.student)).toEqual(lines);
    expect((await ana.student.stand(field)).text).toBe('After');
  });

  it('are retired: hold nobody, are on no list, and stay readable; and restored', async () => {
    await add(aBuilding('wide4', destination(field, 50, 0), { name: 'Wide', radious: 200 }));
    await add(aBuilding('near4', field, { name: 'Near', radious: 20 }));
    const ana = await given('ana', destination(field, 1, 0));
    expect(await buildingOf(ana.student)).toBe('near4');

    const answer = await retire('near4');
    const inWide = await buildingOf(ana.student);
    await retire('wide4', 1);
    const outside = [await buildingOf(ana.student), await rowOf(ana.student)];
    const bots = (await admin.get(PATHS.botBuildings)).json;
    const names = (await listed()).map(({ id }) => id);
    const retired = await kept('near4');
    const log = (await admin.get(PATHS.adminActivity + '?building=near4')).json as { items: object[] };
    await retire('near4', false);

    expect([answer.status, answer.json]).toEqual([200, []]);
    expect([inWide, ...outside]).toEqual(['wide4', undefined, null]);
    expect(names).not.toContain('near4');
    expect(JSON.stringify(bots)).not.toContain('near4');
    expect(retired).toMatchObject({
      name: 'Near',
      people: 0,
      retired_at: expect.stringMatching(/Z$/) as string,
    });
    expect(log.items[0]).toMatchObject({
      message: 'Logged in. Currently in Near',
      building: { name: 'Near' },
    });
    expect(await buildingOf(ana.student)).toBe('near4');
    expect((await kept('near4'))?.retired_at).toBeNull();
    expect((await linesOf(ana.student)).slice(1).map(([message]) => message)).toEqual([
      'Moved from: Near to: Wide',
      `Moved from: Wide to: ${OUTSIDE}`,
      `Moved from: ${OUTSIDE} to: Near`,
    ]);
  });

  it('hold also whoever reported a place before coming online', async () => {
    const ana = await server.signIn(nameOf('ana'));
    await ana.stand(field);

    await add(aBuilding('late5', field, { name: 'Late' }));
    await ana.open();

    expect(await linesOf(ana)).toEqual([['Logged in. Currently in Late', 'late5']]);
    expect(await rowOf(ana)).toBe('late5');
  });

  it('agree with memory, database and lists however many change at once', async () => {
    const people = await Promise.all(['ana', 'rui', 'eva'].map((name) => given(name, field)));
    const changes = Array.from({ length: 12 }, (_, index) =>
      add(aBuilding(`race6-${index % 3}`, destination(field, (index % 4) * 20, 0), { radious: 30 })),
    );
    const steps = people.flatMap(({ student }) =>
      [0, 20, 40].map((north) => student.stand(destination(field, north, 0))),
    );

    const answers = await Promise.all([...changes, ...steps]);

    expect([...new Set(answers.map(({ status }) => status))]).toEqual([200]);
    for (const { student } of people) {
      const { self } = (await student.get(PATHS.nearby)).json as NearbyAnswer;
      const again = await student.stand(self ?? field);
      expect(again.text).toBe(self?.building?.name ?? OUTSIDE);
      expect(await rowOf(student)).toBe(self?.building?.id ?? null);
    }
    const stored = await server.query<{ id: string; latitude: string | number; radious: number }>(
      "SELECT id, latitude, radious FROM building WHERE id LIKE 'race6%' ORDER BY id",
    );
    const shown = (await listed()).filter(({ id }) => id.startsWith('race6'));
    expect(shown.map(({ id, latitude }) => [id, latitude])).toEqual(
      stored.map(({ id, latitude }) => [id, Number(latitude)]),
    );
  });

  it('take names to the letter that programs might trip over', async () => {
    const name = `=HYPERLINK("http://x") <script>alert('1')</script> \\ ${'\u{1F3DB}'}`;

    const answer = await add(aBuilding('nasty7', field, { name }));

    expect(answer.status).toBe(200);
    expect((await listed()).find(({ id }) => id === 'nasty7')?.name).toBe(name);
  });

  it('are noted with who changed them, and what does not change is not', async () => {
    const before = (await deedsOf(admin)).length;
    await add(aBuilding('noted8', field, { name: 'Um' }));
    await add(aBuilding('noted8', field, { name: 'Um' }));
    await add(aBuilding('noted8', field, { name: 'Dois', radious: 60 }));
    await retire('noted8');
    await retire('noted8');
    await add(aBuilding('noted8', field, { name: 'Dois', radious: 60 }));

    const deeds = await deedsOf(admin);

    const { latitude, longitude } = rounded(field);
    const at = `${latitude}, ${longitude}`;
    expect(deeds.slice(0, deeds.length - before).reverse()).toMatchObject(
      [
        ['building_added', `Um: 50 m around ${at}`],
        ['building_changed', `Dois; called Um before; 60 m around ${at} instead of 50 m around ${at}`],
        ['building_retired', 'Dois'],
        ['building_restored', 'Dois'],
      ].map(([action, detail]) => ({ admin: admin.id, target: 'noted8', action, detail })),
    );
  });

  it.each<[string, string, object, number]>([
    ['no id', PATHS.addBuilding, { id: undefined }, 400],
    ['an id with a blank', PATHS.addBuilding, { id: 'a b' }, 400],
    ['an empty name', PATHS.addBuilding, { name: ' ' }, 400],
    ['a name of 101 characters', PATHS.addBuilding, { name: 'x'.repeat(101) }, 400],
    ['a name with a line break', PATHS.addBuilding, { name: 'a\nb' }, 400],
    ['a latitude beyond the pole', PATHS.addBuilding, { latitude: 90.1 }, 400],
    ['an empty longitude', PATHS.addBuilding, { longitude: '' }, 400],
    ['a radius of 0', PATHS.addBuilding, { radious: 0 }, 400],
    ['a radius over 5000', PATHS.addBuilding, { radious: 5001 }, 400],
    ['retired that is neither', PATHS.retireBuilding, { id: torreNorte.id, retired: 'maybe' }, 400],
    ['a building that is not there', PATHS.retireBuilding, { id: 'nowhere' }, 404],
  ])('refuse %s and change nothing', async (_what, path, more, status) => {
    const state = async () => [await listed(), await deedsOf(admin)];
    const before = await state();

    const answer = await admin.postAs(path, { ...aBuilding('bad', field), ...more });

    expect(answer.status).toBe(status);
    expect(await state()).toEqual(before);
  });
});

describeEachSize('a building that was changed', (size) => {
  it('is the same after a restart, and a retired one of the starting data stays retired', async () => {
    const first = await startWithAdmin(size);
    await first.admin.postAs(
      PATHS.addBuilding,
      aBuilding('lasting', { latitude: 38.123456789, longitude: -9 }),
    );
    await first.admin.postAs(PATHS.retireBuilding, { id: torreNorte.id });
    const lists = async ({ get }: Pick<Student, 'get'>) =>
      Promise.all(
        [get(PATHS.adminBuildings), get(PATHS.buildings)].map(async (answer) => (await answer).json),
      );
    const before = await lists({ get: (path) => first.admin.get(path) });

    const { server, admin } = await startWithAdmin(size, { place: await first.server.keep() });
    const after = await lists({ get: (path) => admin.get(path) });
    await server.stop();

    expect(after).toEqual(before);
    expect(JSON.stringify(after[1])).not.toContain(torreNorte.id);
  });
});

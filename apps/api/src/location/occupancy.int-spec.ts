import { PATHS, type BuildingOccupancy } from '@perto/contract';
import { CAMPUS, eventually, type Student } from '@perto/testkit';
import { describeEachSize, TestServer } from '../testing/running-server';

const { meadow, torreNorte, civil } = CAMPUS;

describeEachSize('occupancy', (size) => {
  let server: TestServer;

  beforeEach(async () => {
    server = await TestServer.start(size);
  });
  afterEach(() => server.stop());

  /** A student who stands at `place`, in one tab. */
  async function given(name: string, place?: { latitude: number; longitude: number }) {
    const student = await server.signIn(name);
    if (place) await student.stand(place);
    return { student, tab: await student.open() };
  }

  const seenBy = async (student: Student) => (await student.get(PATHS.occupancy)).json as BuildingOccupancy[];

  it('counts who is online in each building, without the caller, and names no empty one', async () => {
    const ana = await given('ana', torreNorte);
    const rui = await given('rui', torreNorte);
    await given('eva', torreNorte);
    const leo = await given('leo', civil);
    await given('zoe', meadow);

    const [seenByAna, seenByRui, seenByLeo] = await Promise.all(
      [ana, rui, leo].map(({ student }) => seenBy(student)),
    );

    expect(seenByAna).toEqual([
      { id: civil.id, people: 1 },
      { id: torreNorte.id, people: 2 },
    ]);
    expect(seenByRui).toEqual(seenByAna);
    expect(seenByLeo).toEqual([{ id: torreNorte.id, people: 3 }]);
  });

  it('shows nothing to whoever has no session, and counts nobody who has none', async () => {
    const ana = await given('ana', torreNorte);
    const rui = await server.signIn('rui');
    await rui.stand(torreNorte);

    const withoutSession = await rui.get(PATHS.occupancy);
    const seenByAna = await seenBy(ana.student);

    expect([withoutSession.status, withoutSession.json]).toEqual([200, []]);
    expect(seenByAna).toEqual([]);
  });

  it('answers a caller who has a session and no position', async () => {
    await given('rui', torreNorte);
    const ana = await given('ana');

    const seen = await seenBy(ana.student);

    expect(seen).toEqual([{ id: torreNorte.id, people: 1 }]);
  });

  it('follows whoever walks over to another building, and forgets whoever leaves', async () => {
    const ana = await given('ana', meadow);
    const rui = await given('rui', torreNorte);

    await rui.student.stand(civil);
    const moved = await seenBy(ana.student);
    rui.tab.close();
    await eventually('nobody is left', async () => (await seenBy(ana.student)).length === 0);

    expect(moved).toEqual([{ id: civil.id, people: 1 }]);
  });

  it('makes nobody reachable, and is kept by no cache', async () => {
    const ana = await given('ana', meadow);
    const rui = await given('rui', torreNorte);

    const answer = await ana.student.get(PATHS.occupancy);
    const sent = await ana.student.send([rui.student.id], 'I know that you are there');

    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(sent.status).toBe(403);
  });
});

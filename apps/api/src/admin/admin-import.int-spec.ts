import { LIMITS, PATHS, type ImportAnswer, type NearbyAnswer } from '@perto/contract';
import { destination } from '@perto/geo';
import { CAMPUS, type Student } from '@perto/testkit';
import { deedsOf, startWithAdmin } from '../testing/admin-server';
import { dumpOf } from '../testing/database-dump';
import { rawRequest } from '../testing/raw-request';
import { describeEachSize, TestServer } from '../testing/running-server';

const { meadow, torreNorte, civil } = CAMPUS;

describeEachSize('an import of buildings', (size) => {
  let server: TestServer;
  let admin: Student;

  beforeAll(async () => {
    ({ server, admin } = await startWithAdmin(size));
  });
  afterAll(() => server.stop());

  const send = (body: object) => admin.postAs(PATHS.importBuildings, body);
  const aSpace = (id: string, more: object = {}) => ({ id, name: `N ${id}`, ...meadow, range: 40, ...more });
  const spaces = (...containedSpaces: object[]) => ({ containedSpaces });
  const half = () =>
    spaces(
      aSpace(torreNorte.id, {
        name: 'North',
        latitude: torreNorte.latitude,
        longitude: torreNorte.longitude,
      }),
      aSpace('good'),
      aSpace('twice', { name: 'INESC' }),
      aSpace('twice', { name: 'Mecânica' }),
      aSpace('bad', { range: 0 }),
    );
  const everything = async () => [await dumpOf(server), (await admin.get(PATHS.adminBuildings)).json];

  it('is shown before it is done', async () => {
    const before = await everything();

    const answer = await send({ data: half() });

    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      format: 'original',
      applied: false,
      new: [{ row: 1, id: 'good' }],
      changed: [{ row: 0, id: torreNorte.id, name: 'North', before: { name: 'Torre Norte', radious: 49 } }],
      unchanged: [],
      refused: [
        { row: 2, id: 'twice', reason: 'Two buildings have the id twice: INESC and Mecânica.' },
        { row: 3, id: 'twice', reason: 'Two buildings have the id twice: INESC and Mecânica.' },
        { row: 4, id: 'bad', name: 'N bad', reason: 'range must be at least 1.' },
      ],
    });
    expect(await everything()).toEqual(before);
  });

  it('is refused as a whole when a row is, naming the rows, and changes nothing', async () => {
    const before = await everything();

    const answer = await send({ data: half(), apply: 'all' });

    expect(answer.json).toMatchObject({
      ...{ status: 422, code: 'import_refused' },
      detail: expect.stringMatching(/^Row 2: Two .* Rows refused: 3. Nothing was changed.$/) as string,
      errors: [
        { path: 'data.2' },
        { path: 'data.3' },
        { path: 'data.4', message: 'range must be at least 1.' },
      ],
    });
    expect(await everything()).toEqual(before);
  });

  it('is done without the refused rows when the admin says so, and places people anew', async () => {
    const ana = await server.signIn('ana');
    await ana.stand(meadow);
    await ana.open();

    const answer = await send({ data: half(), apply: 'accepted' });
    const again = await send({ data: half(), apply: 'accepted' });

    const { applied, new: added, changed } = answer.json as ImportAnswer;
    expect([applied, added.length, changed.length]).toEqual([true, 1, 1]);
    expect(again.json).toMatchObject({
      applied: true,
      new: [],
      changed: [],
      unchanged: [torreNorte.id, 'good'],
    });
    expect(((await ana.get(PATHS.nearby)).json as NearbyAnswer).self?.building?.id).toBe('good');
    expect((await ana.stand(torreNorte)).text).toBe('North');
    expect((await deedsOf(admin))[1]).toMatchObject({
      action: 'buildings_imported',
      target: 'original',
      detail: `1 new, 1 changed, 3 refused: good, ${torreNorte.id}`,
    });
  });

  it('reads GeoJSON and what Fenix answers', async () => {
    const square = [-20, 20].flatMap((north) =>
      [-20, 20].map((east) => {
        const { latitude, longitude } = destination(meadow, 5000 + north, east);
        return [longitude, latitude];
      }),
    );
    const properties = { name: '=1+1 <script>' };
    const geometry = { type: 'Polygon', coordinates: [square] };
    const feature = { type: 'Feature', id: 'square', properties, geometry };

    const geojson = await send({ data: { type: 'FeatureCollection', features: [feature] }, apply: 'all' });
    const fenix = await send({ data: [{ type: 'CAMPUS', id: civil.id, name: 'Civil' }], apply: 'all' });
    const unknown = await send({ data: [{ type: 'CAMPUS', id: 'alameda', name: 'Alameda' }], apply: 'all' });

    expect(geojson.json).toMatchObject({ format: 'geojson', new: [{ id: 'square', name: '=1+1 <script>' }] });
    expect((geojson.json as ImportAnswer).new[0]?.radious).toBeCloseTo(Math.hypot(20, 20), 0);
    expect(fenix.json).toMatchObject({
      format: 'fenix',
      changed: [{ id: civil.id, name: 'Civil', radious: 54 }],
    });
    expect(unknown.json).toMatchObject({
      status: 422,
      detail: expect.stringContaining('no position') as string,
    });
    const csv = await admin.get(`${PATHS.adminBuildings}?format=csv`);
    expect(csv.text).toContain(`"square","'=1+1 <script>",`);
  });

  it('takes as many rows as it may, in one piece', async () => {
    const rows = Array.from({ length: LIMITS.maxImportRows }, (_, index) =>
      aSpace(`many-${index}`, { name: 'x'.repeat(60), latitude: 10 + index / 1000 }),
    );

    const answer = await send({ data: spaces(...rows), apply: 'all' });

    expect([answer.status, (answer.json as ImportAnswer).new.length]).toEqual([200, LIMITS.maxImportRows]);
    expect((await admin.get(`${PATHS.adminBuildings}?search=many-&limit=1`)).json).toHaveLength(1);
  });

  it.each<[string, unknown, number]>([
    ['nothing', {}, 400],
    ['a list', [], 400],
    ['a file that is none of buildings', { data: { buildings: [] } }, 400],
    ['text', { data: '{"containedSpaces":[]}' }, 400],
    ['a word for it that there is not', { data: spaces(), apply: 'some' }, 400],
    ['too many rows', { data: spaces(...Array<object>(LIMITS.maxImportRows + 1).fill({ id: 'a' })) }, 400],
    ['depth without end', `{"data":${'['.repeat(400_000)}${']'.repeat(400_000)}}`, 400],
    ['a file cut off', '{"data":{"containedSpaces":[', 400],
    ['a prototype', '{"data":{"containedSpaces":[{"__proto__":{"id":"x"}}]},"apply":"all"}', 400],
    ['more than 2 MB', `{"data":"${'x'.repeat(LIMITS.maxImportBytes)}"}`, 413],
  ])('refuses %s, and changes nothing', async (_what, body, status) => {
    const before = await everything();

    const answer = await rawRequest(server.url, {
      method: 'POST',
      path: PATHS.importBuildings,
      headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await everything()).toEqual(before);
  });

  it('refuses 50 MB before it has read them', async () => {
    const answer = await rawRequest(server.url, {
      method: 'POST',
      path: PATHS.importBuildings,
      headers: {
        ...{ authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
        'content-length': String(50 * 1024 * 1024),
      },
      body: '{',
    });

    expect(answer.json).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  it('takes large bodies for itself alone', async () => {
    const answer = await admin.postAs(PATHS.addBuilding, { padding: 'x'.repeat(LIMITS.maxBodyBytes) });

    expect(answer.status).toBe(413);
  });
});

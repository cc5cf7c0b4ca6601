import { STARTING_BUILDINGS } from '@perto/db';
import { destination, distanceMetres } from '@perto/geo';
import { PertoError } from '../platform/errors';
import { readBuildings, readImport } from './building-import';
import { planOf } from './import-plan';

const GATE = { latitude: 38.737, longitude: -9.138 };
const aSpace = (more: object = {}) => ({
  id: 'b1',
  name: 'Torre Norte',
  latitude: 38.7,
  longitude: -9.1,
  range: 49,
  ...more,
});
const reading = (...containedSpaces: unknown[]) => readBuildings({ containedSpaces });

describe('an import of buildings', () => {
  it('reads the original’s format', () => {
    const buildings = reading(aSpace(), aSpace({ id: 'b2', name: '  Civil ', range: 1 }));

    expect(buildings).toEqual([
      { id: 'b1', name: 'Torre Norte', centre: { latitude: 38.7, longitude: -9.1 }, radiusMetres: 49 },
      { id: 'b2', name: 'Civil', centre: { latitude: 38.7, longitude: -9.1 }, radiusMetres: 1 },
    ]);
  });

  it('is refused when two buildings have one id, naming both', () => {
    const mistake = () =>
      reading(
        aSpace({ id: '2448131361155', name: 'INESC' }),
        aSpace({ id: 'b2' }),
        aSpace({ id: '2448131361155', name: 'Pavilhão de Mecânica III' }),
      );

    expect(mistake).toThrow(PertoError);
    expect(mistake).toThrow('Two buildings have the id 2448131361155: INESC and Pavilhão de Mecânica III.');
  });

  it('tells ids apart by case', () => {
    const buildings = reading(aSpace({ id: 'b1' }), aSpace({ id: 'B1' }));

    expect(buildings.map(({ id }) => id)).toEqual(['b1', 'B1']);
  });

  it.each([
    ['no id', { id: undefined }],
    ['an id with a space', { id: 'b 1' }],
    ['an empty name', { name: ' ' }],
    ['a name over 100 characters', { name: 'x'.repeat(101) }],
    ['a latitude beyond the pole', { latitude: 90.1 }],
    ['a longitude beyond 180', { longitude: -180.1 }],
    ['a latitude in text', { latitude: 'north' }],
    ['a radius of 0', { range: 0 }],
    ['a radius over 5000', { range: 5001 }],
  ])('is refused with %s, saying which', (_what, more) => {
    expect(() => reading(aSpace(), aSpace({ id: 'b2', ...more }))).toThrow(/containedSpaces\.1\.\w+/);
  });

  it.each([[undefined], [null], [[]], ['{}'], [{}], [{ containedSpaces: 'all' }]])(
    'is refused when it is not of that format: %j',
    (input) => {
      expect(() => readBuildings(input)).toThrow(PertoError);
    },
  );

  it('reads the starting data: the four buildings of the contract, to the letter', () => {
    const buildings = readBuildings(STARTING_BUILDINGS);

    expect(
      buildings.map(({ id, name, centre, radiusMetres }) => [
        ...[id, name, centre.latitude, centre.longitude, radiusMetres],
      ]),
    ).toEqual([
      ['2448131361042', 'Pavilhão de Civil', 38.7374427, -9.1401387, 54],
      ['2448131361155', 'Pavilhão de Mecânica III', 38.73739668, -9.1372419, 43],
      ['2448131361091', 'Torre Norte', 38.73778075548429, -9.138573236485627, 49],
      ['2448131361109', 'Pavilhão de Química', 38.7360242, -9.13840063, 43],
    ]);
  });
});

const rowsOf = (data: unknown) => readImport(data).rows;
const reasonsOf = (data: unknown) => rowsOf(data).map(({ reason }) => reason);
const aFeature = (geometry: unknown, properties: object = {}, more: object = {}) => ({
  type: 'Feature',
  properties: { id: 'b1', name: 'Torre Norte', ...properties },
  geometry,
  ...more,
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const POINT = { type: 'Point', coordinates: [-9.1, 38.7] };

describe('a GeoJSON file', () => {
  it.each([
    ['radius', { radius: 49 }],
    ['range', { range: '49' }],
    ['radious', { radious: 49 }],
  ])('gives a point with its %s', (_name, properties) => {
    const { format, rows } = readImport(collection(aFeature(POINT, properties)));

    expect(format).toBe('geojson');
    expect(rows[0]?.building).toEqual({
      id: 'b1',
      name: 'Torre Norte',
      centre: { latitude: 38.7, longitude: -9.1 },
      radiusMetres: 49,
    });
  });

  it('takes the id of the feature where its properties have none, and a number for one', () => {
    const rows = rowsOf(collection(aFeature(POINT, { id: undefined, radius: 5 }, { id: 2448131361042 })));

    expect(rows[0]?.building?.id).toBe('2448131361042');
  });

  it.each([
    ['Polygon', (ring: number[][]) => [ring]],
    ['MultiPolygon', (ring: number[][]) => ring.map((corner) => [[corner]])],
  ])('gives a %s the circle that holds it', (type, coordinatesOf) => {
    const corners = [-30, 30].flatMap((north) => [-40, 40].map((east) => destination(GATE, north, east)));
    const coordinates = coordinatesOf(corners.map(({ latitude, longitude }) => [longitude, latitude, 100]));

    const [row] = rowsOf(collection(aFeature({ type, coordinates })));

    const { centre, radiusMetres } = row!.building!;
    expect(radiusMetres).toBeCloseTo(50, 1);
    for (const corner of corners) expect(distanceMetres(centre, corner)).toBeLessThanOrEqual(radiusMetres);
  });

  it.each<[string, unknown, RegExp]>([
    ['no geometry', aFeature(null), /^geometry must be a Point/],
    ['a line', aFeature({ type: 'LineString', coordinates: [[0, 0]] }), /^geometry must be a Point/],
    ['a point without a radius', aFeature(POINT), /^radius must be a number/],
    [
      'a point beyond the pole',
      aFeature({ type: 'Point', coordinates: [0, 91] }, { radius: 5 }),
      /^latitude must/,
    ],
    [
      'a point that is none',
      aFeature({ type: 'Point', coordinates: 'here' }, { radius: 5 }),
      /^latitude must/,
    ],
    ['an empty polygon', aFeature({ type: 'Polygon', coordinates: [[]] }), /^coordinates must/],
    ['a polygon of texts', aFeature({ type: 'Polygon', coordinates: [[['a', 'b']]] }), /^coordinates must/],
    [
      'a polygon as wide as a country',
      aFeature({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 1],
          ],
        ],
      }),
      /^radius must/,
    ],
    ['no name', aFeature(POINT, { name: undefined, radius: 5 }), /^name must be text/],
    ['an id that is an address', aFeature(POINT, { id: 'way/5', radius: 5 }), /^id must/],
    ['something else', 5, /^geometry must/],
  ])('says of a row with %s what is wrong', (_what, feature, reason) => {
    expect(reasonsOf(collection(feature))[0]).toMatch(reason);
  });
});

describe('what Fenix answers', () => {
  const space = (id: string, name: string, type = 'BUILDING') => ({ type, id, name });

  it.each([
    ['/spaces', [space('a', 'Alameda', 'CAMPUS'), space('t', 'Taguspark', 'CAMPUS')], ['a', 't']],
    [
      '/spaces/ID of a campus',
      { ...space('a', 'Alameda', 'CAMPUS'), containedSpaces: [space('b1', 'Torre'), space('b2', 'Civil')] },
      ['b1', 'b2'],
    ],
    [
      '/spaces/ID of a building',
      { ...space('b1', 'Torre'), containedSpaces: [space('f0', '0', 'FLOOR')] },
      ['b1'],
    ],
  ])('at %s gives names, and no places', (_path, data, ids) => {
    const { format, rows } = readImport(data);

    expect(format).toBe('fenix');
    expect(rows.map(({ named }) => named?.id)).toEqual(ids);
  });

  it('is the original’s format where somebody has put the places in', () => {
    const data = { ...space('a', 'Alameda', 'CAMPUS'), containedSpaces: [{ ...aSpace(), type: 'BUILDING' }] };

    expect(readImport(data).format).toBe('original');
  });
});

describe('what an import would do', () => {
  const known = {
    ...{ id: 'b1', name: 'Torre Norte', centre: { latitude: 38.7, longitude: -9.1 }, radiusMetres: 49 },
    retiredAt: 5,
  };
  const plan = (data: unknown) => planOf(readImport(data), (id) => (id === 'b1' ? known : undefined));
  const spaces = (...containedSpaces: unknown[]) => ({ containedSpaces });

  it('tells new, changed, unchanged and refused buildings apart', () => {
    const nothing = plan(spaces(aSpace()));
    const something = plan(
      spaces(aSpace({ name: 'North' }), aSpace({ id: 'b2' }), aSpace({ id: 'b3', range: 0 })),
    );

    expect(nothing).toMatchObject({ new: [], changed: [], unchanged: ['b1'], refused: [], buildings: [] });
    expect(something).toMatchObject({
      new: [{ row: 1, id: 'b2', radious: 49 }],
      changed: [{ row: 0, id: 'b1', name: 'North', before: { name: 'Torre Norte', radious: 49 } }],
      unchanged: [],
      refused: [{ row: 2, id: 'b3', name: 'Torre Norte', reason: 'range must be at least 1.' }],
    });
    expect(something.buildings.map(({ id, retiredAt }) => [id, retiredAt])).toEqual([
      ['b1', 5],
      ['b2', null],
    ]);
  });

  it('refuses every row whose id is repeated, and names them all', () => {
    const { refused, new: added } = plan(
      spaces(
        aSpace({ id: 'x', name: 'INESC' }),
        aSpace({ id: 'y' }),
        aSpace({ id: 'x', name: 'Mecânica III' }),
      ),
    );

    const reason = 'Two buildings have the id x: INESC and Mecânica III.';
    expect(refused.map(({ row, reason: why }) => [row, why])).toEqual([
      [0, reason],
      [2, reason],
    ]);
    expect(added.map(({ id }) => id)).toEqual(['y']);
  });

  it('takes names from Fenix for buildings that are known, and refuses others for want of a place', () => {
    const { changed, refused } = plan([
      { type: 'BUILDING', id: 'b1', name: 'North Tower' },
      { type: 'BUILDING', id: 'b9', name: 'Elsewhere' },
    ]);

    expect(changed).toMatchObject([{ id: 'b1', name: 'North Tower', latitude: 38.7, radious: 49 }]);
    expect(refused).toMatchObject(
      [{ row: 1, id: 'b9', name: 'Elsewhere', reason: /no position/ }].map((row) => ({
        ...row,
        reason: expect.stringMatching(row.reason) as string,
      })),
    );
  });

  it('takes 5000 rows and no more', () => {
    const rows = (count: number) =>
      spaces(...Array.from({ length: count }, (_, id) => aSpace({ id: `n${id}` })));

    expect(plan(rows(5000)).new).toHaveLength(5000);
    expect(() => plan(rows(5001))).toThrow('data must have at most 5000 buildings, not 5001.');
  });

  it.each([
    [[]],
    [[1]],
    [{ type: 'FeatureCollection' }],
    [{ type: 'Topology', objects: {} }],
    ['[]'],
    [5],
    [null],
  ])('is refused as a whole when it is no file of buildings: %j', (data) => {
    expect(() => plan(data)).toThrow(PertoError);
  });
});

import { STARTING_BUILDINGS } from '@perto/db';
import { PertoError } from '../platform/errors';
import { readBuildings } from './building-import';

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

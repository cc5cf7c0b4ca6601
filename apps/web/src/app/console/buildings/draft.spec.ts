import { destination } from '@perto/geo';
import { NEW_BUILDING, buildingOf, circleOf, draftOf, faultsOf, overlapsOf } from './draft';

const torre = {
  id: 't',
  name: 'Torre Norte',
  latitude: 38.73778075548429,
  longitude: -9.138573236485627,
  radius: 49.5,
};
const away = (metres: number) => ({ ...torre, id: 'c', name: 'Civil', ...destination(torre, metres, 0) });

describe('a draft of a building', () => {
  it.each(['pt-PT', 'en'])('is written and read in %s', (locale) => {
    const draft = draftOf(torre, locale);

    expect(faultsOf(draft, new Set())).toEqual([]);
    expect(circleOf(draft)).toEqual({ latitude: 38.737781, longitude: -9.138573, radius: 49.5 });
  });

  it('keeps to the last digit what nobody touched', () => {
    const draft = { ...draftOf(torre, 'pt-PT'), name: ' Torre ', radius: '60' };

    expect(buildingOf(draft, torre, 'pt-PT')).toEqual({ ...torre, name: 'Torre', radius: 60 });
  });

  it('takes what was typed into a field that was touched', () => {
    const draft = { ...draftOf(torre, 'en'), latitude: '38.7' };

    expect(buildingOf(draft, torre, 'en')).toEqual({ ...torre, latitude: 38.7 });
  });

  it('names every field that cannot be saved', () => {
    expect(faultsOf(NEW_BUILDING, new Set())).toEqual(['id', 'name', 'latitude', 'longitude']);
    expect(faultsOf({ ...draftOf(torre, 'en'), radius: '5001' }, new Set(['t']))).toEqual([
      'taken',
      'radius',
    ]);
    expect(faultsOf({ ...draftOf(torre, 'en'), name: 'x'.repeat(101), radius: '' }, new Set())).toEqual([
      'name',
      'radius',
    ]);
  });
});

describe('overlaps', () => {
  it('are named with their depth, the deepest first', () => {
    const others = [away(94), { ...away(60), id: 'm', name: 'Mecânica' }];

    const overlaps = overlapsOf(torre, others);

    expect(overlaps.map(({ name, metres }) => [name, Math.round(metres)])).toEqual([
      ['Mecânica', 39],
      ['Civil', 5],
    ]);
  });

  it('are none where circles only touch', () => {
    expect(overlapsOf(torre, [away(99), away(200)])).toEqual([]);
  });

  it('of a circle within another are as deep as it is wide', () => {
    expect(overlapsOf({ ...torre, radius: 10 }, [away(5)])[0]?.metres).toBe(20);
  });
});

import type { BuildingRef } from '@perto/contract';
import { OUTDOORS, UNKNOWN, groupOf, inGroups, matching } from './people-groups';
import type { Person } from './person';

const torre: BuildingRef = { id: 't', name: 'Torre Norte' };
const civil: BuildingRef = { id: 'c', name: 'Civil' };
const at = { latitude: 38.7, longitude: -9.1 };

function person(id: string, building: BuildingRef | null, name = id): Person {
  return { id, name, at, building, distance: 10 };
}

describe('groups by building', () => {
  const people = [person('ana', torre), person('rui', civil), person('eva', null), person('zoe', torre)];
  const order = people.map((one) => ({ id: one.id, group: groupOf(one) }));

  it('begin with the group of whoever is nearest', () => {
    expect(inGroups(order, people).map(({ key, people: { length } }) => [key, length])).toEqual([
      ['t', 2],
      ['c', 1],
      [OUTDOORS, 1],
    ]);
  });

  it('do not count whoever the search left out', () => {
    expect(inGroups(order, matching(people, 'ana'))).toEqual([
      { key: 't', building: 'Torre Norte', people: [people[0]] },
    ]);
  });

  it('do not say outdoors of somebody whose place is not known', () => {
    expect(groupOf({ id: 'ist1', name: 'ist1', building: null })).toBe(UNKNOWN);
  });
});

describe('the search', () => {
  const people = [person('ist190001', torre, 'José Álvares'), person('ist190002', torre, 'Ana Ferreira')];
  const found = (search: string): string[] => matching(people, search).map(({ id }) => id);

  it('ignores case and accents, in what is typed as in names', () => {
    expect(found('jose')).toEqual(['ist190001']);
    expect(found('ÁLV')).toEqual(['ist190001']);
  });

  it('takes words in any order, and ids', () => {
    expect(found('ferr ana')).toEqual(['ist190002']);
    expect(found('ist19')).toHaveLength(2);
  });

  it('finds everybody when nothing is typed', () => {
    expect(found('  ')).toHaveLength(2);
  });
});

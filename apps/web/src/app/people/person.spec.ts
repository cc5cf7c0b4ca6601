import type { NearbyPerson } from '@perto/contract';
import { initialsOf, peopleOf, toneOf } from './person';

const ana: NearbyPerson = {
  id: 'ana',
  name: 'Ana Ferreira',
  latitude: 38.7,
  longitude: -9.1,
  distance: 27.4,
  building: null,
  in_range: true,
  same_building: false,
};
const rui: NearbyPerson = { ...ana, id: 'rui', name: 'Rui Tavares', distance: 12 };

const known = new Map([ana, rui].map((person) => [person.id, person]));

describe('the people of a list', () => {
  it('come nearest first, whatever order the server had', () => {
    expect(peopleOf(['ana', 'rui'], known).map(({ id }) => id)).toEqual(['rui', 'ana']);
  });

  it('are shown by their id, and last, when nothing else is known of them', () => {
    const people = peopleOf(['ist190001', 'ana'], known);

    expect(people.map(({ name }) => name)).toEqual(['Ana Ferreira', 'ist190001']);
    expect(people[1]!.distance).toBeUndefined();
  });

  it('are only those of the list, though more are known', () => {
    expect(peopleOf(['rui'], known)).toHaveLength(1);
  });
});

describe('how somebody looks', () => {
  it('has the initials of the first and the last name', () => {
    expect(['Ana Maria Ferreira', 'Rui', 'ist190001', 'élia ávila', ''].map(initialsOf)).toEqual([
      'AF',
      'R',
      'I',
      'ÉÁ',
      '?',
    ]);
  });

  it('has the same tone every time, and the tones are all used', () => {
    const tones = Array.from({ length: 200 }, (_, index) => toneOf(`ist19${index}`));

    expect(new Set(tones).size).toBe(8);
    expect(toneOf('ist190001')).toBe(toneOf('ist190001'));
  });
});

import { firstNameOf, type Person } from '../people/person';
import type { Texts } from '../texts/texts';
import type { MapBuilding } from './building-label';
import type { PeopleTexts } from './people-layer';

/** What is written at people on the map, and what a screen reader says of them. */
export function peopleTexts({ map, people, units }: Texts): PeopleTexts {
  return {
    person: (person, unread) =>
      map.person(
        person.name,
        units.metresSpoken(person.distance ?? 0),
        person.building?.name ?? people.outdoors,
        unread,
      ),
    cluster: (count, unread) => map.cluster(count, unread),
    selected: (person: Person) => `${firstNameOf(person.name)} · ${units.metres(person.distance ?? 0)}`,
  };
}

export function describeBuilding({ name, people, mine, bots }: MapBuilding, { map }: Texts): string {
  return map.building(name, people, mine, bots);
}

import type { Person } from './person';
import type { Standing } from './steady-order';

/** A list of more people than this can be searched and is grouped by building. */
export const MANY = 50;

/** Headings that are no building. */
export const OUTDOORS = '-outdoors';
export const UNKNOWN = '-unknown';

export interface PeopleGroup {
  key: string;
  /** The building's name; absent for the groups that are no building. */
  building?: string;
  people: Person[];
}

/** Below which heading somebody stands. */
export function groupOf({ building, at }: Person): string {
  return building?.id ?? (at ? OUTDOORS : UNKNOWN);
}

/** The people in that order, below their headings: the group of whoever comes first is first. */
export function inGroups(order: readonly Standing[], people: readonly Person[]): PeopleGroup[] {
  const byId = new Map(people.map((person) => [person.id, person]));
  const names = new Map(people.map(({ building }) => [building?.id, building?.name]));
  const groups = new Map<string, PeopleGroup>();
  for (const { id, group: key } of order) {
    const person = byId.get(id);
    if (!person) continue;
    const building = names.get(key);
    const group = groups.get(key) ?? { key, ...(building ? { building } : {}), people: [] };
    group.people.push(person);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Whoever has each of the words in their name or id; case and accents do not matter. */
export function matching(people: readonly Person[], search: string): readonly Person[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return people;
  return people.filter(({ id, name }) => {
    const text = `${plain(name)} ${plain(id)}`;
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

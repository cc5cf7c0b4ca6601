import type { BuildingRef, Coordinates, NearbyPerson } from '@perto/contract';

/** Somebody in a list. Without details only the id is known: the seed's lists give no more. */
export interface Person {
  id: string;
  name: string;
  /** Metres; absent without details. */
  distance?: number;
  at?: Coordinates;
  building: BuildingRef | null;
}

/** What was last said with somebody, for their row. */
export interface PersonNews {
  text: string;
  /** Said by me. */
  mine: boolean;
  unread: number;
  /** Said lately: worth the place of the building's name in the row. */
  recent: boolean;
}

const TONES = 8;

/** Which of the people tones somebody has: the same in every list, on the map and tomorrow. */
export function toneOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % TONES;
}

/** First letters of the first and the last name. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== '');
  const first = words[0] ?? '';
  const last = words.length > 1 ? words[words.length - 1]! : '';
  return ([...first][0] ?? '?').toUpperCase() + ([...last][0] ?? '').toUpperCase();
}

export function firstNameOf(name: string): string {
  return name.split(/\s+/)[0] ?? name;
}

/** Nearest first; who has no distance comes last; ties by name, so that rows do not swap. */
export function byDistance(a: Person, b: Person): number {
  return (a.distance ?? Infinity) - (b.distance ?? Infinity) || a.name.localeCompare(b.name) || 0;
}

/** The people of a list of ids, with what is known about each, nearest first. */
export function peopleOf(ids: readonly string[], details: ReadonlyMap<string, NearbyPerson>): Person[] {
  return ids
    .map((id): Person => {
      const known = details.get(id);
      if (!known) return { id, name: id, building: null };
      const { name, distance, latitude, longitude, building } = known;
      return { id, name: name || id, distance, at: { latitude, longitude }, building };
    })
    .sort(byDistance);
}

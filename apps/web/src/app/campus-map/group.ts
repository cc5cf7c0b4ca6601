import { apart, beside, between, type Round } from './apart';
import type { Pixels } from './screen-grid';

/** Somebody on the screen, in pixels of the map at its zoom: they do not change while it is dragged. */
export interface Placed extends Pixels {
  id: string;
}

/** What is drawn for one person, or for several as one. */
export interface Mark extends Round {
  /** The same as long as it shows the same person, or nearly the same people. */
  key: string;
  ids: readonly string[];
  /** Where its people are: it may stand beside, so that nothing is hidden. */
  home: Pixels;
}

/** People who are drawn together, or who step apart for one another. */
export interface Group {
  key: string;
  members: Placed[];
  /** How far from the middle its people may be, in pixels; 0 until it is measured. */
  reach: number;
  /** It is small, and as far as is known there is room to show each of its people. */
  spread: boolean;
  /** It was spread the last time: then it stays so in less room. */
  wasSpread: boolean;
}

/** How far a cluster reaches when it forms. Pixels. */
export const REACH = 56;

/** Width of a mark that shows so many people, in pixels. */
export function sizeOf(count: number, disc: number): number {
  if (count < 2) return disc;
  if (count < 10) return 34;
  return count < 30 ? 44 : 54;
}

/** Somebody with nobody. */
export function single(person: Placed): Group {
  return { key: '', members: [person], reach: 0, spread: true, wasSpread: false };
}

/** As far as its people are, with some air, so that a trembling position does not leave. */
export function reachOf({ members }: Group): number {
  const middle = middleOf(members);
  return Math.max(REACH, ...members.map((member) => between(member, middle) / 1.2));
}

/** Where a group is drawn: each of its people, or one disc for all. */
export function placesOf(group: Group, disc: number, fixed: readonly Round[]): Round[] {
  const { members } = group;
  if (members.length > 1 && group.spread) {
    // By id, so that each keeps the same side.
    members.sort((a, b) => (a.id < b.id ? -1 : 1));
    const places = apart(members, disc - 2, fixed);
    if (places) return places.map((place) => ({ ...place, radius: disc / 2 }));
    group.spread = false;
  }
  const round = { ...middleOf(members), radius: sizeOf(members.length, disc) / 2 };
  return [{ ...beside(round, fixed), radius: round.radius }];
}

/** A mark beside what keeps its place. */
export function markOf(key: string, members: Placed[], round: Round, fixed: readonly Round[]): Mark {
  return { ...beside(round, fixed), radius: round.radius, ...identity(members, key) };
}

/** What a mark shows, whatever its place. */
export function identity(members: readonly Placed[], key: string): Pick<Mark, 'key' | 'ids' | 'home'> {
  const [first] = members;
  const alone = members.length === 1 && first;
  return {
    key: alone ? `p:${first.id}` : key,
    ids: members.map(({ id }) => id),
    home: middleOf(members),
  };
}

export function middleOf(members: readonly Pixels[]): Pixels {
  const count = Math.max(1, members.length);
  return {
    x: members.reduce((sum, { x }) => sum + x, 0) / count,
    y: members.reduce((sum, { y }) => sum + y, 0) / count,
  };
}

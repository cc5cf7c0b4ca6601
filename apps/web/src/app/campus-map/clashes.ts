import { between, type Round } from './apart';
import type { Group } from './group';
import { ScreenGrid } from './screen-grid';

/** How near two marks may come, as a share of the room that both would like. */
const NEAREST = {
  /** Two people, each shown: their initials can still be read. */
  people: 0.7,
  /** A small group that is spread stays so in less room than a new one needs. */
  spread: 0.66,
  spreading: 0.8,
  cluster: 0.92,
};

export interface Clash {
  /** Groups with no room to show each of their people. */
  crammed: Group[];
  /** Groups to become one: the second goes into the first. */
  merged: [Group, Group][];
}

interface Drawn extends Round {
  group: Group;
}

/** The marks that hide one another; each group in at most one of the answers. Undefined when none does. */
export function clashOf(
  groups: readonly { group: Group; rounds: readonly Round[] }[],
  disc: number,
): Clash | undefined {
  // The widest mark is a cluster of many, 54 px.
  const widest = Math.max(54, disc);
  const grid = new ScreenGrid<Drawn>(widest);
  const touched = new Set<Group>();
  const clash: Clash = { crammed: [], merged: [] };
  for (const { group, rounds } of groups) {
    for (const { x, y, radius } of rounds) {
      const mark: Drawn = { x, y, radius, group };
      const other = grid.find(mark, widest, (found) => found.group !== group && tooNear(mark, found));
      grid.add(mark);
      if (!other || touched.has(group) || touched.has(other.group)) continue;
      const crammed = [group, other.group].filter(isSpread);
      crammed.forEach((it) => touched.add(it));
      clash.crammed.push(...crammed);
      if (crammed.length > 0) continue;
      touched.add(group).add(other.group);
      clash.merged.push([other.group, group]);
    }
  }
  return touched.size > 0 ? clash : undefined;
}

function isSpread({ members, spread }: Group): boolean {
  return members.length > 1 && spread;
}

function tooNear(a: Drawn, b: Drawn): boolean {
  return between(a, b) < (a.radius + b.radius) * share(a.group, b.group);
}

function share(a: Group, b: Group): number {
  const spread = [a, b].filter(isSpread);
  if (spread.length > 0) {
    return spread.every(({ wasSpread }) => wasSpread) ? NEAREST.spread : NEAREST.spreading;
  }
  return a.members.length > 1 || b.members.length > 1 ? NEAREST.cluster : NEAREST.people;
}

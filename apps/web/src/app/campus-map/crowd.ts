import { between, type Round } from './apart';
import { clashOf } from './clashes';
import {
  identity,
  markOf,
  middleOf,
  placesOf,
  REACH,
  reachOf,
  single,
  sizeOf,
  type Group,
  type Mark,
  type Placed,
} from './group';
import { ScreenGrid, type Pixels } from './screen-grid';

export interface CrowdView {
  zoom: number;
  /** Width of one person's disc in pixels. */
  disc: number;
  /** Never part of a cluster. */
  selected: string | null;
  /** Oneself: nothing stands on one's own dot. */
  me?: Pixels;
}

/** Up to so many people step apart; more become one disc. */
const FEW = 4;
/** Who is in a cluster leaves it only beyond its reach times this. */
const LEAVE = 1.3;
/** Between "their discs overlap" and "they no longer do", in pixels: a trembling position changes nothing. */
const PLAY = 4;
/** Radius of one's own dot and of the selected person's disc. Pixels. */
const ME = 13;
const SELECTED = 22;

/**
 * Turns people into marks that do not hide one another, again and again as they move.
 *
 * It remembers who was together, and parts people only when they are clearly apart, so that nothing flickers.
 */
export class Crowd {
  private zoom?: number;
  private groups: Group[] = [];
  private crowded = new Set<string>();
  private keys = new Map<string, string>();
  private made = 0;

  arrange(people: readonly Placed[], view: CrowdView): Mark[] {
    const chosen = people.find(({ id }) => id === view.selected);
    const others = chosen ? people.filter((person) => person !== chosen) : people;
    const dot: Round[] = view.me ? [{ ...view.me, radius: ME }] : [];
    const chosenMark = chosen && markOf(`p:${chosen.id}`, [chosen], { ...chosen, radius: SELECTED }, dot);
    const fixed = chosenMark ? [...dot, chosenMark] : dot;

    if (view.zoom !== this.zoom) this.groups = [];
    this.zoom = view.zoom;
    this.crowded = this.overlapping(others, view.disc);
    const kept = this.keep(others, view.disc);
    const grouped = new Set(kept.flatMap(({ members }) => members.map(({ id }) => id)));
    const free = others.filter(({ id }) => !grouped.has(id));
    const groups = [...this.join(kept, free), ...free.filter(({ id }) => !this.crowded.has(id)).map(single)];

    const marks = this.settle(groups, view.disc, fixed);
    return chosenMark ? [chosenMark, ...marks] : marks;
  }

  /** Who hides somebody, or did and is still close. */
  private overlapping(people: readonly Placed[], disc: number): Set<string> {
    const grid = new ScreenGrid<Placed>(disc);
    for (const person of people) grid.add(person);
    const near = (person: Placed): boolean =>
      grid.find(
        person,
        disc + (this.crowded.has(person.id) ? PLAY : -PLAY),
        (other) => other.id !== person.id,
      ) !== undefined;
    return new Set(people.filter(near).map(({ id }) => id));
  }

  /** The groups of the last time, without those who left. */
  private keep(people: readonly Placed[], disc: number): Group[] {
    const now = new Map(people.map((person) => [person.id, person]));
    const kept: Group[] = [];
    for (const group of this.groups) {
      const here = group.members.flatMap(({ id }) => now.get(id) ?? []);
      const middle = middleOf(here);
      const touch = (sizeOf(here.length, disc) + disc) / 2 + 2 * PLAY;
      const members = here.filter((person) => {
        const distance = between(person, middle);
        return distance <= group.reach * LEAVE && (this.crowded.has(person.id) || distance <= touch);
      });
      if (members.length < 2) continue;
      // With no room the last time it stays one disc until somebody leaves: else it would come and go.
      const smaller = members.length < group.members.length;
      const spread = members.length <= FEW && (group.spread || smaller);
      kept.push({ ...group, members, spread, wasSpread: group.spread });
    }
    return kept;
  }

  /** Crowded people go to the nearest group in reach, or begin one. */
  private join(groups: Group[], people: readonly Placed[]): Group[] {
    const grid = new ScreenGrid<Pixels & { group: Group; middle: Pixels }>(2 * REACH);
    for (const group of groups) {
      const middle = middleOf(group.members);
      grid.add({ ...middle, group, middle });
    }
    const all = [...groups];
    for (const person of people) {
      if (!this.crowded.has(person.id)) continue;
      let nearest: { group: Group; middle: Pixels } | undefined;
      // Middles move as people join: they are looked for farther out than they may be.
      for (const found of grid.near(person, 2 * REACH)) {
        const distance = between(person, found.middle);
        if (distance <= REACH && (!nearest || distance < between(person, nearest.middle))) nearest = found;
      }
      if (!nearest) {
        const group = single(person);
        all.push(group);
        grid.add({ x: person.x, y: person.y, group, middle: { x: person.x, y: person.y } });
        continue;
      }
      const { group, middle } = nearest;
      const count = group.members.push(person);
      middle.x += (person.x - middle.x) / count;
      middle.y += (person.y - middle.y) / count;
      group.spread &&= count <= FEW;
      group.reach = 0;
    }
    return all;
  }

  /** Whatever would still hide something becomes one with it, until nothing does. */
  private settle(start: Group[], disc: number, fixed: readonly Round[]): Mark[] {
    let groups = start;
    for (;;) {
      const drawn = groups.map((group) => ({ group, rounds: placesOf(group, disc, fixed) }));
      const clash = clashOf(drawn, disc);
      if (!clash) return this.remember(drawn);
      for (const group of clash.crammed) group.spread = false;
      const gone = new Set<Group>();
      for (const [into, from] of clash.merged) {
        gone.add(from);
        into.members.push(...from.members);
        into.spread = into.members.length <= FEW && into.spread && from.spread;
        if (from.members.length > into.members.length / 2 && from.key) into.key = from.key;
        into.reach = 0;
      }
      groups = groups.filter((group) => !gone.has(group));
    }
  }

  private remember(drawn: { group: Group; rounds: Round[] }[]): Mark[] {
    this.groups = drawn.flatMap(({ group }) => (group.members.length > 1 ? group : []));
    const taken = new Set<string>();
    const keys = new Map<string, string>();
    for (const group of this.groups) {
      group.key = this.keyOf(group, taken);
      group.reach ||= reachOf(group);
      taken.add(group.key);
      for (const { id } of group.members) keys.set(id, group.key);
    }
    this.keys = keys;
    return drawn.flatMap(({ group: { key, members }, rounds }) =>
      rounds.length === members.length
        ? rounds.map((round, index) => ({ ...round, ...identity([members[index]!], '') }))
        : rounds.map((round) => ({ ...round, ...identity(members, key) })),
    );
  }

  /** A cluster that holds nearly the same people is the same, also after a change of zoom. */
  private keyOf({ key, members }: Group, taken: ReadonlySet<string>): string {
    if (key && !taken.has(key)) return key;
    const votes = new Map<string, number>();
    for (const { id } of members) {
      const old = this.keys.get(id);
      if (old && !taken.has(old)) votes.set(old, (votes.get(old) ?? 0) + 1);
    }
    const [most] = [...votes].sort(([, a], [, b]) => b - a);
    return most?.[0] ?? `c:${++this.made}`;
  }
}

import { Member } from './cell';
import { CellTree } from './cell-tree';
import { checkRadius, type Coordinates } from './coordinates';
import { arcMetres, EarthPoint } from './earth-point';
import { noQueries, type QueryCounters } from './query-counters';

/** Somebody found, and how far away. */
export interface Neighbour<Id> {
  id: Id;
  distanceMetres: number;
}

/** Side of the smallest cells: larger ones cost candidates, smaller ones memory (README.md). */
const LEAF_METRES = 8;

class PointMember<Id> extends Member<PointMember<Id>> {
  constructor(
    readonly id: Id,
    readonly arrival: number,
  ) {
    super();
  }
}

/**
 * Who is within a radius of here: points that come, move and go.
 *
 * A search takes time by its answers, not by the number of points, at any density,
 * radius and latitude. Ids are compared as `Map` keys are.
 */
export class PointIndex<Id> {
  readonly counters: QueryCounters = noQueries();
  private readonly members = new Map<Id, PointMember<Id>>();
  private readonly tree = new CellTree<PointMember<Id>>(LEAF_METRES, this.counters);
  private readonly centre = new EarthPoint();
  private arrivals = 0;

  get size(): number {
    return this.members.size;
  }

  /**
   * Adds a point, or moves it.
   *
   * @throws RangeError when `at` is not a place; nothing has changed then
   */
  place(id: Id, at: Coordinates): void {
    const member = this.members.get(id) ?? new PointMember(id, this.arrivals++);
    member.moveTo(at);
    if (!member.leaf) this.members.set(id, member);
    this.tree.place(member);
  }

  /** Whether there was such a point to remove. */
  remove(id: Id): boolean {
    const member = this.members.get(id);
    if (!member) return false;
    this.tree.remove(member);
    return this.members.delete(id);
  }

  /** Where the point was placed. */
  get(id: Id): Coordinates | undefined {
    return this.members.get(id)?.coordinates;
  }

  /**
   * Everybody at most `radiusMetres` (0 or more) from the centre, nearest first.
   *
   * Those equally far stand in the order in which they were first placed. Distances
   * are those of `distanceMetres`.
   *
   * @throws RangeError when the centre is not a place, or the radius negative or NaN
   */
  within(centre: Coordinates, radiusMetres: number): Neighbour<Id>[] {
    const found: Found<Id>[] = [];
    this.visit(centre, radiusMetres, (member, distance) => found.push({ member, distance }));
    return found
      .sort((a, b) => a.distance - b.distance || a.member.arrival - b.member.arrival)
      .map(({ member, distance }) => ({ id: member.id, distanceMetres: distance }));
  }

  /** Like `within`, in no order: for those who only ask who is there. */
  idsWithin(centre: Coordinates, radiusMetres: number): Id[] {
    const found: Id[] = [];
    this.visit(centre, radiusMetres, (member) => found.push(member.id));
    return found;
  }

  private visit(
    centre: Coordinates,
    radiusMetres: number,
    found: (member: PointMember<Id>, distance: number) => void,
  ): void {
    checkRadius(radiusMetres);
    this.centre.moveTo(centre);
    let answers = 0;
    this.tree.search(this.centre, radiusMetres, (member) => {
      const distance = arcMetres(this.centre, member);
      if (distance > radiusMetres) return;
      answers++;
      found(member, distance);
    });
    this.counters.queries++;
    this.counters.answers += answers;
  }
}

interface Found<Id> {
  member: PointMember<Id>;
  distance: number;
}

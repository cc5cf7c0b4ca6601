import { Member } from './cell';
import { checkRadius, type Coordinates } from './coordinates';
import { arcMetres, EarthPoint } from './earth-point';
import type { Neighbour } from './point-index';
import { noQueries, type QueryCounters } from './query-counters';
import { rankOf, SizeClass } from './size-class';

/** A place and everything within `radiusMetres` (0 or more) of it. */
export interface Circle {
  centre: Coordinates;
  radiusMetres: number;
}

class CircleMember<Id> extends Member<CircleMember<Id>> {
  radiusMetres = 0;
  size: SizeClass<CircleMember<Id>> | undefined = undefined;

  constructor(
    readonly id: Id,
    readonly arrival: number,
  ) {
    super();
  }
}

/**
 * Whose circle holds this point: circles that come, move, grow, shrink and go.
 *
 * A circle is filed once, by its centre, among circles of about its size; a search
 * asks each size for the centres that are near enough. So moving a circle costs the
 * same at any radius, and a search takes time by its answers. Ids are compared as
 * `Map` keys are.
 */
export class CircleIndex<Id> {
  readonly counters: QueryCounters = noQueries();
  private readonly members = new Map<Id, CircleMember<Id>>();
  private readonly sizes = new Map<number, SizeClass<CircleMember<Id>>>();
  private readonly point = new EarthPoint();
  private arrivals = 0;

  get size(): number {
    return this.members.size;
  }

  /**
   * Adds a circle, or moves and resizes it.
   *
   * @throws RangeError when the centre is not a place, or the radius negative or NaN;
   *   nothing has changed then
   */
  place(id: Id, circle: Circle): void {
    checkRadius(circle.radiusMetres);
    const member = this.members.get(id) ?? new CircleMember(id, this.arrivals++);
    member.moveTo(circle.centre);
    if (!member.leaf) this.members.set(id, member);
    this.resize(member, circle.radiusMetres);
    member.size?.tree.place(member);
  }

  /** Whether there was such a circle to remove. */
  remove(id: Id): boolean {
    const member = this.members.get(id);
    if (!member) return false;
    this.takeOut(member);
    return this.members.delete(id);
  }

  /** The circle as it was placed. */
  get(id: Id): Circle | undefined {
    const member = this.members.get(id);
    return member && { centre: member.coordinates, radiusMetres: member.radiusMetres };
  }

  /**
   * Whose circle holds this point (distance at most the radius), in no order.
   *
   * @throws RangeError when the point is not a place
   */
  holding(point: Coordinates): Id[] {
    const ids: Id[] = [];
    this.search(point, ({ id }) => ids.push(id));
    return ids;
  }

  /**
   * Of the circles that hold this point, the one with the nearest centre.
   *
   * Among those equally near, the one that was placed first.
   *
   * @throws RangeError when the point is not a place
   */
  nearestHolding(point: Coordinates): Neighbour<Id> | undefined {
    let nearest: CircleMember<Id> | undefined;
    let nearestMetres = Infinity;
    this.search(point, (member, metres) => {
      const earlier = !nearest || member.arrival < nearest.arrival;
      if (metres > nearestMetres || (metres === nearestMetres && !earlier)) return;
      nearest = member;
      nearestMetres = metres;
    });
    return nearest && { id: nearest.id, distanceMetres: nearestMetres };
  }

  private search(at: Coordinates, found: (member: CircleMember<Id>, metres: number) => void): void {
    this.point.moveTo(at);
    this.counters.queries++;
    const examine = (member: CircleMember<Id>): void => {
      const metres = arcMetres(this.point, member);
      if (metres > member.radiusMetres) return;
      this.counters.answers++;
      found(member, metres);
    };
    for (const { tree, largestMetres } of this.sizes.values()) {
      tree.search(this.point, largestMetres, examine);
    }
  }

  private resize(member: CircleMember<Id>, radiusMetres: number): void {
    if (member.size && member.radiusMetres === radiusMetres) return;
    member.radiusMetres = radiusMetres;
    const rank = rankOf(radiusMetres);
    if (member.size?.rank === rank) return;
    this.takeOut(member);
    member.size = this.sizes.get(rank) ?? new SizeClass(rank, this.counters);
    this.sizes.set(rank, member.size);
  }

  private takeOut(member: CircleMember<Id>): void {
    const { size } = member;
    if (!size) return;
    size.tree.remove(member);
    member.size = undefined;
  }
}

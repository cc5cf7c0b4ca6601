import { Injectable } from '@nestjs/common';
import type { Coordinates } from '@perto/contract';
import { CircleIndex, PointIndex, type Circle, type Neighbour } from '@perto/geo';
import type { UserId } from '../auth/sign-in';
import type { BuildingId } from '../buildings/building';
import { GroupIndex } from './group-index';
import { shownOf, type Place, type Standing } from './place';

/** Whom a change concerns. */
export interface Ripple {
  /** Users whose lists have somebody more or fewer. */
  listsChanged: Set<UserId>;
  /** Users who saw somebody in their lists go from one position to another. */
  moved: { mover: UserId; from: Coordinates; to: Coordinates; viewers: UserId[] } | undefined;
}

/**
 * Where everybody is right now, and who sees whom.
 *
 * A change costs time by the number of people it concerns: two look-ups among
 * circles tell who sees the mover, two among points whom the mover sees.
 */
@Injectable()
export class LiveMap {
  private readonly places = new Map<UserId, Place>();
  /** Shown positions of online users. */
  private readonly points = new PointIndex<UserId>();
  /** Circles that online users look into, around their reported positions. */
  private readonly circles = new CircleIndex<UserId>();
  /** Online users by the building they are shown in, and by the one whose list they see. */
  private readonly people = new GroupIndex<BuildingId, UserId>();
  private readonly audience = new GroupIndex<BuildingId, UserId>();

  get(user: UserId): Place | undefined {
    return this.places.get(user);
  }

  /** Online users shown within `radiusMetres` of `centre`, nearest first. */
  within(centre: Coordinates, radiusMetres: number): Neighbour<UserId>[] {
    return this.points.within(centre, radiusMetres);
  }

  /** Online users shown in a building. */
  peopleIn(building: BuildingId): ReadonlySet<UserId> {
    return this.people.of(building);
  }

  /** Buildings that online users are shown in, each with those users. */
  occupied(): IterableIterator<[BuildingId, ReadonlySet<UserId>]> {
    return this.people.all();
  }

  /**
   * Online users whom it may concern when a building comes, goes or changes: who is in it,
   * and who is within the circle that it has from now on (undefined: it holds nobody).
   */
  concernedBy(building: BuildingId, circle: Circle | undefined): Set<UserId> {
    const users = new Set(this.audience.of(building));
    // Shown positions are the ones with an index; where a shown one differs the next report puts it right.
    if (circle) for (const user of this.points.idsWithin(circle.centre, circle.radiusMetres)) users.add(user);
    return users;
  }

  /** A user stands somewhere else, or (undefined) nowhere. */
  stand(user: UserId, reported: Standing | undefined): Ripple {
    const { name = user, radiusMetres = 0, online = false } = this.places.get(user) ?? {};
    return this.replace(user, { user, name, radiusMetres, online, reported, shown: shownOf(reported) });
  }

  /** A user came online. */
  appear(user: UserId, name: string, radiusMetres: number): Ripple {
    const reported = this.places.get(user)?.reported;
    return this.replace(user, { user, name, radiusMetres, online: true, reported, shown: shownOf(reported) });
  }

  /** A user went offline and may come back: the position is kept, and shown to nobody. */
  withdraw(user: UserId): Ripple {
    const place = this.places.get(user);
    return this.replace(user, place?.reported && { ...place, online: false });
  }

  /** A user went offline for good; the position is forgotten with it. */
  leave(user: UserId): Ripple {
    return this.replace(user, undefined);
  }

  /** An online user looks farther or less far. Says nothing of a user who is not online. */
  look(user: UserId, radiusMetres: number): Ripple {
    const place = this.places.get(user);
    return place?.online
      ? this.replace(user, { ...place, radiusMetres })
      : { listsChanged: new Set(), moved: undefined };
  }

  private replace(user: UserId, after: Place | undefined): Ripple {
    const before = this.places.get(user);
    const watchersBefore = this.watchersOf(before);
    const seenBefore = this.seenFrom(before);
    this.file(user, before, after);
    const watchers = new Set(this.watchersOf(after));

    const listsChanged = difference(watchersBefore, watchers);
    const [from, to] = [before, after].map((place) => visible(place)?.building?.id);
    // Nobody looks into two buildings: who leaves one and enters another changes the lists of both.
    if (from !== to) this.addAudience(listsChanged, from, to);
    listsChanged.delete(user);
    if (after?.online && this.seesOthers(user, before, after, seenBefore)) listsChanged.add(user);
    return { listsChanged, moved: this.movement(before, after, watchers, listsChanged) };
  }

  /** Whose circle holds a user, the user's own left out. */
  private watchersOf(place: Place | undefined): UserId[] {
    const shown = visible(place);
    return shown ? this.circles.holding(shown.at).filter((id) => id !== place?.user) : [];
  }

  /** Whom a user has within range. */
  private seenFrom(place: Place | undefined): UserId[] {
    if (!place?.online || !place.reported) return [];
    return this.points.idsWithin(place.reported.at, place.radiusMetres).filter((id) => id !== place.user);
  }

  /** True when a user's own lists hold other people after a change than before it. */
  private seesOthers(user: UserId, before: Place | undefined, after: Place, seenBefore: UserId[]): boolean {
    const left = before?.online ? before.reported?.building?.id : undefined;
    const entered = after.reported?.building?.id;
    const company = (building: BuildingId | undefined) =>
      building !== undefined && this.hasOthers(building, user);
    if (left !== entered && (company(left) || company(entered))) return true;
    return difference(seenBefore, new Set(this.seenFrom(after))).size > 0;
  }

  private hasOthers(building: BuildingId, user: UserId): boolean {
    const people = this.people.of(building);
    return people.size > (people.has(user) ? 1 : 0);
  }

  private addAudience(into: Set<UserId>, ...buildings: (BuildingId | undefined)[]): void {
    for (const building of buildings)
      if (building !== undefined) for (const viewer of this.audience.of(building)) into.add(viewer);
  }

  /** Who had the user in a list before and still has, when the position shown is another one. */
  private movement(
    before: Place | undefined,
    after: Place | undefined,
    watchers: ReadonlySet<UserId>,
    listsChanged: ReadonlySet<UserId>,
  ): Ripple['moved'] {
    const from = visible(before)?.at;
    const shown = visible(after);
    if (!after || !from || !shown || samePlace(from, shown.at)) return undefined;
    const viewers = [...watchers].filter((viewer) => !listsChanged.has(viewer));
    if (shown.building)
      for (const viewer of this.audience.of(shown.building.id))
        if (viewer !== after.user && !watchers.has(viewer) && !listsChanged.has(viewer)) viewers.push(viewer);
    return viewers.length ? { mover: after.user, from, to: shown.at, viewers } : undefined;
  }

  private file(user: UserId, before: Place | undefined, after: Place | undefined): void {
    if (after) this.places.set(user, after);
    else this.places.delete(user);
    const shown = after?.online ? after.shown : undefined;
    const reported = after?.online ? after.reported : undefined;
    if (shown) this.points.place(user, shown.at);
    else this.points.remove(user);
    if (after && reported)
      this.circles.place(user, { centre: reported.at, radiusMetres: after.radiusMetres });
    else this.circles.remove(user);
    const wasOnline = before?.online ? before : undefined;
    this.people.move(user, wasOnline?.shown?.building?.id, shown?.building?.id);
    this.audience.move(user, wasOnline?.reported?.building?.id, reported?.building?.id);
  }
}

/** What others see of a user now. */
const visible = (place: Place | undefined): Standing | undefined => (place?.online ? place.shown : undefined);

const samePlace = (one: Coordinates, other: Coordinates): boolean =>
  one.latitude === other.latitude && one.longitude === other.longitude;

/** Who is in one of the two and not in the other. */
function difference(one: UserId[], other: ReadonlySet<UserId>): Set<UserId> {
  const onlyInOther = new Set(other);
  const onlyInOne = one.filter((user) => !onlyInOther.delete(user));
  for (const user of onlyInOne) onlyInOther.add(user);
  return onlyInOther;
}

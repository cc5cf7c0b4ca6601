import { Injectable } from '@nestjs/common';
import type { Coordinates } from '@perto/contract';
import { CircleIndex, PointIndex, type Neighbour } from '@perto/geo';
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

/** Who has somebody in their list of people in range, and who in that of the building. */
interface Viewers {
  inRange: Set<UserId>;
  inBuilding: ReadonlySet<UserId>;
}

const NOBODY: ReadonlySet<UserId> = new Set();

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

  /** A user went offline; the position is forgotten with it. */
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
    const viewersBefore = this.viewersOf(before);
    const seenBefore = this.seenBy(before);
    this.file(user, before, after);
    const viewersAfter = this.viewersOf(after);

    const listsChanged = new Set<UserId>();
    addDifference(listsChanged, viewersBefore.inRange, viewersAfter.inRange);
    addDifference(listsChanged, viewersBefore.inBuilding, viewersAfter.inBuilding);
    listsChanged.delete(user);
    const seenAfter = this.seenBy(after);
    if (
      after?.online &&
      !(
        sameMembers(seenBefore.inRange, seenAfter.inRange) &&
        sameMembers(seenBefore.inBuilding, seenAfter.inBuilding)
      )
    )
      listsChanged.add(user);
    return { listsChanged, moved: movement(before, after, viewersAfter, listsChanged) };
  }

  private viewersOf(place: Place | undefined): Viewers {
    if (!place?.online || !place.shown) return { inRange: new Set(), inBuilding: NOBODY };
    const { at, building } = place.shown;
    const inBuilding = building ? new Set(this.audience.of(building.id)) : new Set<UserId>();
    inBuilding.delete(place.user);
    const inRange = new Set(this.circles.holding(at));
    inRange.delete(place.user);
    return { inRange, inBuilding };
  }

  /** Whom a user has in the two lists. */
  private seenBy(place: Place | undefined): Viewers {
    if (!place?.online || !place.reported) return { inRange: new Set(), inBuilding: NOBODY };
    const { at, building } = place.reported;
    const inRange = new Set(this.points.within(at, place.radiusMetres).map(({ id }) => id));
    inRange.delete(place.user);
    const inBuilding = building ? new Set(this.people.of(building.id)) : new Set<UserId>();
    inBuilding.delete(place.user);
    return { inRange, inBuilding };
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

function movement(
  before: Place | undefined,
  after: Place | undefined,
  viewers: Viewers,
  listsChanged: ReadonlySet<UserId>,
): Ripple['moved'] {
  const from = before?.online ? before.shown?.at : undefined;
  const to = after?.online ? after.shown?.at : undefined;
  if (!after || !from || !to || (from.latitude === to.latitude && from.longitude === to.longitude))
    return undefined;
  const all = new Set([...viewers.inRange, ...viewers.inBuilding]);
  const others = [...all].filter((viewer) => viewer !== after.user && !listsChanged.has(viewer));
  return others.length ? { mover: after.user, from, to, viewers: others } : undefined;
}

function addDifference(into: Set<UserId>, one: ReadonlySet<UserId>, other: ReadonlySet<UserId>): void {
  for (const user of one) if (!other.has(user)) into.add(user);
  for (const user of other) if (!one.has(user)) into.add(user);
}

function sameMembers(one: ReadonlySet<UserId>, other: ReadonlySet<UserId>): boolean {
  if (one.size !== other.size) return false;
  for (const user of one) if (!other.has(user)) return false;
  return true;
}

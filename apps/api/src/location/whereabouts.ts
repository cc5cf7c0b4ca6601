import { Injectable } from '@nestjs/common';
import type {
  BuildingOccupancy,
  BuildingRef,
  Coordinates,
  NearbyAnswer,
  NearbyPerson,
} from '@perto/contract';
import { distanceMetres } from '@perto/geo';
import type { UserId } from '../auth/sign-in';
import { UserStore } from '../auth/typeorm-user-store';
import type { Building, BuildingId } from '../buildings/building';
import { Listings } from './listings';
import { LiveMap } from './live-map';
import type { Place, Standing } from './place';

/**
 * The one door to other people's whereabouts.
 *
 * Whatever one user learns about where another is goes through here, and only
 * what that other shows comes out. To see one must be there: a viewer without a
 * session sees nobody.
 */
@Injectable()
export class Whereabouts {
  constructor(
    private readonly map: LiveMap,
    private readonly listings: Listings,
    private readonly users: UserStore,
  ) {}

  /** Online users within `radiusMetres` of `centre`, nearest first, without the viewer. */
  inRange(viewer: UserId, centre: Coordinates, radiusMetres: number): UserId[] {
    if (!this.map.get(viewer)?.online) return [];
    return this.listed(
      viewer,
      this.map.within(centre, radiusMetres).map(({ id }) => id),
    );
  }

  /** Online users in the building that the viewer is in, without the viewer. */
  inBuilding(viewer: UserId): UserId[] {
    const place = this.map.get(viewer);
    const building = place?.online ? place.reported?.building : undefined;
    return building ? this.listed(viewer, [...this.map.peopleIn(building.id)].sort()) : [];
  }

  /** Whom something that is said to a whole building reaches: online users shown in it. Not for a person's eyes. */
  audienceOf(building: BuildingId): UserId[] {
    return [...this.map.peopleIn(building)];
  }

  /**
   * How many online users are in each building, without the viewer; empty buildings are left out.
   *
   * A number names nobody: whoever is counted is not thereby listed to the viewer.
   */
  occupancy(viewer: UserId): BuildingOccupancy[] {
    if (!this.map.get(viewer)?.online) return [];
    return [...this.map.occupied()]
      .map(([id, users]) => ({ id, people: users.size - (users.has(viewer) ? 1 : 0) }))
      .filter(({ people }) => people > 0)
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** Where the viewer is, and everybody within the viewer's range or in the same building, nearest first. */
  async nearby(viewer: UserId): Promise<NearbyAnswer> {
    const place = this.map.get(viewer);
    const radious = place?.online ? place.radiusMetres : (await this.users.find(viewer))?.radius;
    const people = place?.online && place.reported ? this.around(place, place.reported) : [];
    return { self: selfOf(place?.reported), radious: radious ?? 0, people };
  }

  /**
   * Those of `users` who are near the sender, or were listed to the sender a moment ago.
   *
   * The sender's position counts from its report, a session or not; the others have to be online.
   */
  async reachable(sender: UserId, users: UserId[]): Promise<Set<UserId>> {
    const place = this.map.get(sender);
    const radiusMetres = place?.online
      ? place.radiusMetres
      : place && (await this.users.find(sender))?.radius;
    const isNear = (user: UserId) =>
      place?.reported !== undefined && this.isWithin(place.reported, radiusMetres ?? 0, user);
    return new Set(users.filter((user) => isNear(user) || this.listings.has(sender, user)));
  }

  private isWithin({ at, building }: Standing, radiusMetres: number, user: UserId): boolean {
    const other = this.map.get(user);
    if (!other?.online || !other.shown) return false;
    return (
      distanceMetres(at, other.shown.at) <= radiusMetres ||
      (building !== undefined && building.id === other.shown.building?.id)
    );
  }

  private around(viewer: Place, { at, building }: Standing): NearbyPerson[] {
    const inRange = this.map.within(at, viewer.radiusMetres).map(({ id }) => id);
    const together = building ? this.map.peopleIn(building.id) : new Set<UserId>();
    const ids = new Set([...inRange, ...together]);
    ids.delete(viewer.user);
    return [...ids]
      .flatMap((id) => {
        const { name, shown } = this.map.get(id) ?? {};
        if (!shown || name === undefined) return [];
        const distance = distanceMetres(at, shown.at);
        return {
          id,
          name,
          ...shown.at,
          distance: Math.round(distance * 10) / 10,
          building: refOf(shown.building),
          in_range: distance <= viewer.radiusMetres,
          same_building: together.has(id),
        };
      })
      .sort((one, other) => one.distance - other.distance);
  }

  private listed(viewer: UserId, users: UserId[]): UserId[] {
    const others = users.filter((user) => user !== viewer);
    this.listings.note(viewer, others);
    return others;
  }
}

const refOf = (building: Building | undefined): BuildingRef | null =>
  building ? { id: building.id, name: building.name } : null;

const selfOf = (standing: Standing | undefined): NearbyAnswer['self'] =>
  standing
    ? {
        ...standing.at,
        reported_at: new Date(standing.since).toISOString(),
        building: refOf(standing.building),
      }
    : null;

import { Injectable } from '@nestjs/common';
import type { BuildingRef } from '@perto/contract';
import type { UserId } from '../auth/sign-in';
import type { BuildingId } from '../buildings/building';
import { LiveMap } from './live-map';

/** Somebody who is online, as those who run the place see them. */
export interface RosterEntry {
  name: string;
  /** Where they are shown; null outside of every building. */
  building: BuildingRef | null;
}

/** Who is in which building, for those who run the place. Where in it somebody stands it does not say. */
@Injectable()
export class Roster {
  constructor(private readonly map: LiveMap) {}

  /** Undefined of whoever is not online. */
  of(user: UserId): RosterEntry | undefined {
    const place = this.map.get(user);
    if (!place?.online) return undefined;
    const building = place.shown?.building;
    return { name: place.name, building: building ? { id: building.id, name: building.name } : null };
  }

  /** Online users in a building, in no order. */
  peopleIn(building: BuildingId): UserId[] {
    return [...this.map.peopleIn(building)];
  }

  /** How many online users are in a building. */
  countIn(building: BuildingId): number {
    return this.map.peopleIn(building).size;
  }
}

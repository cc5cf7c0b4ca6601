import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Coordinates } from '@perto/contract';
import { STARTING_BUILDINGS } from '@perto/db';
import { CircleIndex } from '@perto/geo';
import type { BuildingId, KnownBuilding } from './building';
import { readBuildings } from './building-import';
import { BuildingStore } from './typeorm-building-store';

/** Every building, in memory: there are few and each position asks for one. */
@Injectable()
export class BuildingCatalogue implements OnModuleInit {
  private readonly buildings = new Map<BuildingId, KnownBuilding>();
  private readonly circles = new CircleIndex<BuildingId>();

  constructor(private readonly store: BuildingStore) {}

  async onModuleInit(): Promise<void> {
    await this.store.addMissing(readBuildings(STARTING_BUILDINGS));
    for (const building of await this.store.all()) this.put(building);
  }

  /** Those in use. */
  all(): KnownBuilding[] {
    return this.known().filter(({ retiredAt }) => retiredAt === null);
  }

  /** Those in use and those that were retired. */
  known(): KnownBuilding[] {
    return [...this.buildings.values()];
  }

  /** A building by its id, retired or not: what was once said of it stays readable. */
  get(id: BuildingId): KnownBuilding | undefined {
    return this.buildings.get(id);
  }

  /** True for a building that people can be in and bots can speak to. */
  inUse(id: BuildingId): boolean {
    return this.buildings.get(id)?.retiredAt === null;
  }

  /** The building that `position` is in: of those whose circle holds it, the one with the nearest centre. */
  holding(position: Coordinates): KnownBuilding | undefined {
    const nearest = this.circles.nearestHolding(position);
    return nearest && this.buildings.get(nearest.id);
  }

  /** Adds a building or changes it. Only `BuildingEditor` may: the database has it by then. */
  put(building: KnownBuilding): void {
    this.buildings.set(building.id, building);
    if (building.retiredAt === null) this.circles.place(building.id, building);
    else this.circles.remove(building.id);
  }
}

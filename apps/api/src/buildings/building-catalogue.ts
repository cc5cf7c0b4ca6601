import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Coordinates } from '@perto/contract';
import { STARTING_BUILDINGS } from '@perto/db';
import { CircleIndex } from '@perto/geo';
import type { Building, BuildingId } from './building';
import { readBuildings } from './building-import';
import { BuildingStore } from './typeorm-building-store';

/** Every building, in memory: there are few and each position asks for one. */
@Injectable()
export class BuildingCatalogue implements OnModuleInit {
  private readonly buildings = new Map<BuildingId, Building>();
  private readonly circles = new CircleIndex<BuildingId>();

  constructor(private readonly store: BuildingStore) {}

  async onModuleInit(): Promise<void> {
    await this.store.addMissing(readBuildings(STARTING_BUILDINGS));
    for (const building of await this.store.all()) {
      this.buildings.set(building.id, building);
      this.circles.place(building.id, building);
    }
  }

  all(): Building[] {
    return [...this.buildings.values()];
  }

  get(id: BuildingId): Building | undefined {
    return this.buildings.get(id);
  }

  /** True for a building that people can be in and bots can speak to. */
  inUse(id: BuildingId): boolean {
    return this.buildings.has(id);
  }

  /** The building that `position` is in: of those whose circle holds it, the one with the nearest centre. */
  holding(position: Coordinates): Building | undefined {
    const nearest = this.circles.nearestHolding(position);
    return nearest && this.buildings.get(nearest.id);
  }
}

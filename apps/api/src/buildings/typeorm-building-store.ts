import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database';
import type { Building } from './building';
import { BuildingRow } from './building.row';

/** Buildings in the database. */
@Injectable()
export class BuildingStore {
  constructor(private readonly database: Database) {}

  /** Every building with a circle on this earth; the original let rows without one exist. */
  async all(): Promise<Building[]> {
    const rows = await this.database.run((manager) => manager.find(BuildingRow, { order: { id: 'ASC' } }));
    return rows.flatMap(({ id, name, latitude, longitude, radius }) =>
      latitude === null || longitude === null || radius === null || !onEarth(latitude, longitude)
        ? []
        : [{ id, name: name ?? id, centre: { latitude, longitude }, radiusMetres: radius }],
    );
  }

  /** Adds those whose id is not there yet; what is there stays as it is. */
  async addMissing(buildings: Building[]): Promise<void> {
    await this.database.transaction(async (transaction) => {
      for (const { id, name, centre, radiusMetres } of buildings) {
        if (await transaction.existsBy(BuildingRow, { id })) continue;
        await transaction.insert(BuildingRow, { id, name, ...centre, radius: radiusMetres });
      }
    });
  }
}

const onEarth = (latitude: number, longitude: number): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database';
import type { Building, KnownBuilding } from './building';
import { BuildingRow } from './building.row';

/** SQLite allows so many values in a statement. */
const ROWS_A_STATEMENT = 500;

/** Buildings in the database. */
@Injectable()
export class BuildingStore {
  constructor(private readonly database: Database) {}

  /** Every building with a circle on this earth; the original let rows without one exist. */
  async all(): Promise<KnownBuilding[]> {
    const rows = await this.database.run((manager) => manager.find(BuildingRow, { order: { id: 'ASC' } }));
    return rows.flatMap(({ id, name, latitude, longitude, radius, retiredAt }) =>
      latitude === null || longitude === null || radius === null || !onEarth(latitude, longitude)
        ? []
        : [
            {
              id,
              name: name ?? id,
              centre: { latitude, longitude },
              radiusMetres: radius,
              retiredAt: retiredAt?.getTime() ?? null,
            },
          ],
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

  /** Adds buildings or updates them: what refers to a row that is there goes on referring to it. */
  async save(buildings: readonly KnownBuilding[], transaction: Transaction): Promise<void> {
    const rows = buildings.map(({ id, name, centre, radiusMetres, retiredAt }) => ({
      ...{ id, name, ...centre, radius: radiusMetres },
      retiredAt: retiredAt === null ? null : new Date(retiredAt),
    }));
    for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT)
      await transaction
        .createQueryBuilder()
        .insert()
        .into(BuildingRow)
        .values(rows.slice(start, start + ROWS_A_STATEMENT))
        .orUpdate(['name', 'latitude', 'longitude', 'radious', 'retired_at'], ['id'])
        .updateEntity(false)
        .execute();
  }
}

const onEarth = (latitude: number, longitude: number): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

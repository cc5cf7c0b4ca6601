import type { EntityTarget, FindManyOptions } from 'typeorm';
import type { Database } from '../platform/database/database';

/** Removes the rows that `which` finds; how many it were. */
export function removeRows<Row extends { id: string | number }>(
  database: Database,
  table: EntityTarget<Row>,
  which: FindManyOptions<Row>,
): Promise<number> {
  return database.run(async (manager) => {
    const rows = await manager.find(table, which);
    if (rows.length > 0)
      await manager.delete(
        table,
        rows.map(({ id }) => String(id)),
      );
    return rows.length;
  });
}

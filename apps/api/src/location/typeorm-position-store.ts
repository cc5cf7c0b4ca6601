import { Injectable } from '@nestjs/common';
import { LessThan, IsNull, Not } from 'typeorm';
import type { ActivityLine } from '../activity/activity-line';
import { ActivityLog } from '../activity/typeorm-activity-log';
import type { UserId } from '../auth/sign-in';
import { UserRow } from '../auth/user.row';
import type { BuildingId } from '../buildings/building';
import { Database, type Transaction } from '../platform/database/database';
import { GroupCommit } from '../platform/group-commit';

/** Where a user is now, or nowhere; with the log line that this is worth. */
export interface PositionWrite {
  user: UserId;
  position: { latitude: number; longitude: number; buildingId: BuildingId | null; at: number } | null;
  line: ActivityLine | undefined;
}

export interface StoredPosition {
  user: UserId;
  latitude: number;
  longitude: number;
  at: number;
}

const POSITION_COLUMNS = ['latitude', 'longitude', 'positioned_at', 'b_id'];

/** Positions and ranges in the table `user`; concurrent positions share one statement. */
@Injectable()
export class PositionStore {
  private readonly writes = new GroupCommit<PositionWrite>((batch) => this.writeBatch(batch));

  constructor(
    private readonly database: Database,
    private readonly activity: ActivityLog,
  ) {}

  /** Settles when the position is durable. */
  write(write: PositionWrite): Promise<void> {
    return this.writes.add(write);
  }

  async setRanges(ranges: { user: UserId; radius: number }[]): Promise<void> {
    const sorted = [...ranges].sort((one, other) => (one.user < other.user ? -1 : 1));
    await this.database.transaction(async (transaction) => {
      for (const { user, radius } of sorted) await transaction.update(UserRow, { id: user }, { radius });
    });
  }

  /** Positions that are still worth something after a restart; older ones are erased. */
  async restore(oldest: number): Promise<StoredPosition[]> {
    return this.database.run(async (manager) => {
      const erased = { latitude: null, longitude: null, buildingId: null, positionedAt: null };
      await manager.update(UserRow, { latitude: Not(IsNull()), positionedAt: IsNull() }, erased);
      await manager.update(UserRow, { buildingId: Not(IsNull()), positionedAt: IsNull() }, erased);
      await manager.update(UserRow, { positionedAt: LessThan(new Date(oldest)) }, erased);
      const rows = await manager.find(UserRow, { where: { positionedAt: Not(IsNull()) } });
      return rows.flatMap(({ id, latitude, longitude, positionedAt }) =>
        latitude === null || longitude === null || positionedAt === null
          ? []
          : [{ user: id, latitude, longitude, at: positionedAt.getTime() }],
      );
    });
  }

  private async writeBatch(batch: PositionWrite[]): Promise<void> {
    const lines = batch.flatMap(({ line }) => (line ? [line] : []));
    if (lines.length === 0) return this.database.run((manager) => this.upsert(batch, manager));
    await this.database.transaction(async (transaction) => {
      await this.upsert(batch, transaction);
      await this.activity.add(lines, transaction);
    });
  }

  private async upsert(batch: PositionWrite[], manager: Transaction): Promise<void> {
    // A user's turn allows one write at a time, so no id stands here twice.
    const rows = batch
      .map(({ user, position }) => ({
        id: user,
        latitude: position?.latitude ?? null,
        longitude: position?.longitude ?? null,
        buildingId: position?.buildingId ?? null,
        positionedAt: position ? new Date(position.at) : null,
      }))
      .sort((one, other) => (one.id < other.id ? -1 : 1)); // one order of row locks everywhere
    await manager
      .createQueryBuilder()
      .insert()
      .into(UserRow)
      .values(rows)
      .orUpdate(POSITION_COLUMNS, ['id'])
      .updateEntity(false)
      .execute();
  }
}

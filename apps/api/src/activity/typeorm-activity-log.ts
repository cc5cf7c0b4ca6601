import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Database, type Transaction } from '../platform/database/database';
import type { ActivityLine } from './activity-line';
import { LogRow } from './log.row';
import { removeRows } from './typeorm-removal';

/** The log that admins read: who came, moved, left, said. */
@Injectable()
export class ActivityLog {
  constructor(private readonly database: Database) {}

  /** Adds lines, as part of `transaction` where one is given. */
  async add(lines: ActivityLine[], transaction?: Transaction): Promise<void> {
    if (lines.length === 0) return;
    if (!transaction) return this.database.run((manager) => this.add(lines, manager));
    const rows = lines.map(({ at, ...line }) => ({ ...line, timestamp: new Date(at) }));
    await transaction.createQueryBuilder().insert().into(LogRow).values(rows).updateEntity(false).execute();
  }

  /** Removes at most `limit` of the lines from before `time` (milliseconds since the Unix epoch); how many it were. */
  removeBefore(time: number, limit: number): Promise<number> {
    return removeRows(this.database, LogRow, {
      where: { timestamp: LessThan(new Date(time)) },
      order: { timestamp: 'ASC' },
      take: limit,
      select: { id: true },
    });
  }
}

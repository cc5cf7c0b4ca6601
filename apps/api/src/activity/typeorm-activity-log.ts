import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database';
import type { ActivityLine } from './activity-line';
import { LogRow } from './log.row';

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
}

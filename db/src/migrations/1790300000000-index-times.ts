import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndex, dropIndex } from './database-parts';

const INDEXES = [
  ['log', 'ix_log_time'],
  ['message', 'ix_message_time'],
] as const;

/** What is older than it may be is found by its time, without reading what is not. */
export class IndexTimes1790300000000 implements MigrationInterface {
  name = 'IndexTimes1790300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, index] of INDEXES) await addIndex(runner, table, index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, index] of INDEXES) await dropIndex(runner, table, index);
  }
}

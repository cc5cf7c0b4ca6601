import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf, type Dialect } from './dialect';
import { indexStatement } from './schema-statements';

const TABLE = 'message_recipient';
const INDEX = 'ix_recipient_conversation';

/**
 * The index that a conversation between two is read by. A database made since
 * has it from the first migration or from `db/schema.sql`.
 */
export class IndexConversations1790100000000 implements MigrationInterface {
  name = 'IndexConversations1790100000000';

  async up(runner: QueryRunner): Promise<void> {
    if (!(await hasIndex(runner))) await runner.query(indexStatement(TABLE, INDEX));
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = dialectOf(runner) === 'mysql' ? ` ON \`${TABLE}\`` : '';
    await runner.query(`DROP INDEX \`${INDEX}\`${on}`);
  }
}

/** MySQL has no CREATE INDEX IF NOT EXISTS: each engine is asked in its own way. */
const QUESTION: Record<Dialect, string> = {
  mysql:
    'SELECT INDEX_NAME FROM information_schema.STATISTICS ' +
    'WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND INDEX_NAME = ?',
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND name = ?",
};

async function hasIndex(runner: QueryRunner): Promise<boolean> {
  const found = (await runner.query(QUESTION[dialectOf(runner)], [TABLE, INDEX])) as object[];
  return found.length > 0;
}

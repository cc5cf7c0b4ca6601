import type { QueryRunner } from 'typeorm';
import { dialectOf, type Dialect } from './dialect';
import { columnStatement, indexStatement } from './schema-statements';

/** MySQL has no IF NOT EXISTS for these: each engine is asked in its own way. */
const INDEX_QUESTION: Record<Dialect, string> = {
  mysql:
    'SELECT INDEX_NAME FROM information_schema.STATISTICS ' +
    'WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND INDEX_NAME = ?',
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND name = ?",
};
const COLUMN_QUESTION: Record<Dialect, string> = {
  mysql:
    'SELECT COLUMN_NAME FROM information_schema.COLUMNS ' +
    'WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND COLUMN_NAME = ?',
  sqlite: 'SELECT name FROM pragma_table_info(?) WHERE name = ?',
};

/** Adds an index of the schema to a database that was made without it. */
export async function addIndex(runner: QueryRunner, table: string, index: string): Promise<void> {
  if (!(await has(runner, INDEX_QUESTION, table, index))) await runner.query(indexStatement(table, index));
}

/** Drops an index that a database may have been made with. */
export async function dropIndexIfThere(runner: QueryRunner, table: string, index: string): Promise<void> {
  if (await has(runner, INDEX_QUESTION, table, index)) await dropIndex(runner, table, index);
}

export async function dropIndex(runner: QueryRunner, table: string, index: string): Promise<void> {
  const on = dialectOf(runner) === 'mysql' ? ` ON \`${table}\`` : '';
  await runner.query(`DROP INDEX \`${index}\`${on}`);
}

/** Adds a column of the schema to a database that was made without it; answers whether it did. */
export async function addColumn(runner: QueryRunner, table: string, column: string): Promise<boolean> {
  if (await has(runner, COLUMN_QUESTION, table, column)) return false;
  await runner.query(columnStatement(table, column));
  return true;
}

async function has(
  runner: QueryRunner,
  question: Record<Dialect, string>,
  table: string,
  part: string,
): Promise<boolean> {
  const found = (await runner.query(question[dialectOf(runner)], [table, part])) as object[];
  return found.length > 0;
}

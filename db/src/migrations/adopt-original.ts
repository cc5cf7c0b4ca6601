import type { QueryRunner } from 'typeorm';

/** What the original's four tables need to become today's; every statement can be repeated. */
const STEPS: Record<string, string[]> = {
  building: [
    'UPDATE `building` SET `radious` = LEAST(GREATEST(`radious`, 1), 5000) WHERE `radious` IS NOT NULL',
    'ALTER TABLE `building` MODIFY `radious` double NULL',
    'UPDATE `building` SET `radious` = ROUND(`radious`, 3)', // a `float` 43.3 became 43.29999923…
  ],
  user: [
    'UPDATE `user` SET `online` = COALESCE(`online`, 0), `counter` = COALESCE(`counter`, 0), ' +
      '`radious` = LEAST(GREATEST(COALESCE(`radious`, 50), 1), 5000)',
    'ALTER TABLE `user` MODIFY `online` boolean NOT NULL DEFAULT 0, MODIFY `counter` int NOT NULL DEFAULT 0, ' +
      'MODIFY `radious` double NOT NULL DEFAULT 50',
    'UPDATE `user` SET `radious` = ROUND(`radious`, 3)',
  ],
  bot: [
    'UPDATE `bot` SET `online` = COALESCE(`online`, 0)',
    'ALTER TABLE `bot` MODIFY `online` boolean NOT NULL DEFAULT 0, MODIFY `pass` varchar(100) NOT NULL',
    // The original kept secrets in clear text.
    "UPDATE `bot` SET `pass` = CONCAT('sha256:', SHA2(`pass`, 256)) WHERE `pass` NOT REGEXP '^sha256:[0-9a-f]{64}$'",
  ],
  log: ['ALTER TABLE `log` MODIFY `timestamp` datetime(3) NOT NULL'],
};

/** Columns that the original lacks. */
const ADDED: [table: string, column: string, definition: string][] = [
  ['user', 'name', 'varchar(250) NULL AFTER `id`'],
  ['user', 'positioned_at', 'datetime(3) NULL AFTER `longitude`'],
];

/** Named keys that replace whatever the original's script left. */
const KEYS: [table: string, index: string, columns: string][] = [
  ['user', 'ix_user_building', '`b_id`'],
  ['bot', 'ix_bot_building', '`b_id`'],
  ['log', 'ix_log_user_time', '`u_id`, `timestamp`'],
  ['log', 'ix_log_building_time', '`b_id`, `timestamp`'],
  ['log', 'ix_log_bot_time', '`bot_id`, `timestamp`'],
];
const FOREIGN_KEYS: [table: string, name: string, column: string, parent: string][] = [
  ['user', 'fk_user_building', 'b_id', 'building'],
  ['bot', 'fk_bot_building', 'b_id', 'building'],
  ['log', 'fk_log_user', 'u_id', 'user'],
  ['log', 'fk_log_building', 'b_id', 'building'],
  ['log', 'fk_log_bot', 'bot_id', 'bot'],
];

/**
 * Brings a database made by the original system's script to today's shape (MySQL).
 *
 * Does nothing where no original stands. Foreign keys are dropped first and made
 * again last, under names of their own: the engine refuses to change the
 * character set of columns that they join.
 */
export async function adoptOriginal(runner: QueryRunner): Promise<void> {
  const present = new Set(await names(runner, 'TABLE_NAME', 'TABLES', '1 = 1'));
  const originals = Object.keys(STEPS).filter((table) => present.has(table));
  if (originals.length === 0) return;

  // A `timestamp` column is read in the session's zone when it becomes a `datetime`.
  const [zone] = (await runner.query('SELECT @@session.time_zone AS zone')) as { zone: string }[];
  await runner.query("SET time_zone = '+00:00'");
  try {
    for (const table of originals) await dropForeignKeys(runner, table);
    for (const [table, , column, parent] of FOREIGN_KEYS)
      if (present.has(table) && present.has(parent)) await spellAsParent(runner, table, column, parent);
    for (const table of originals) {
      await runner.query(`ALTER TABLE \`${table}\` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
      for (const step of STEPS[table] ?? []) await runner.query(step);
    }
    for (const [table, column, definition] of ADDED) {
      if (present.has(table) && !(await hasColumn(runner, table, column)))
        await runner.query(`ALTER TABLE \`${table}\` ADD COLUMN \`${column}\` ${definition}`);
    }
    for (const [table, index, columns] of KEYS) {
      if (present.has(table) && !(await hasIndex(runner, table, index)))
        await runner.query(`ALTER TABLE \`${table}\` ADD INDEX \`${index}\` (${columns})`);
    }
    for (const [table, name, column, parent] of FOREIGN_KEYS) {
      if (present.has(table) && present.has(parent))
        await runner.query(
          `ALTER TABLE \`${table}\` ADD CONSTRAINT \`${name}\` FOREIGN KEY (\`${column}\`) REFERENCES \`${parent}\` (\`id\`)`,
        );
    }
  } finally {
    await runner.query('SET time_zone = ?', [zone?.zone ?? '+00:00']);
  }
}

async function dropForeignKeys(runner: QueryRunner, table: string): Promise<void> {
  const keys = await names(
    runner,
    'CONSTRAINT_NAME',
    'TABLE_CONSTRAINTS',
    "TABLE_NAME = ? AND CONSTRAINT_TYPE = 'FOREIGN KEY'",
    [table],
  );
  for (const key of keys) await runner.query(`ALTER TABLE \`${table}\` DROP FOREIGN KEY \`${key}\``);
}

/** The original's ids ignored case: a reference may be spelled otherwise than what it refers to. */
async function spellAsParent(
  runner: QueryRunner,
  table: string,
  column: string,
  parent: string,
): Promise<void> {
  await runner.query(
    `UPDATE \`${table}\` child JOIN \`${parent}\` parent ON child.\`${column}\` = parent.\`id\` ` +
      `SET child.\`${column}\` = parent.\`id\` ` +
      `WHERE CAST(child.\`${column}\` AS BINARY) <> CAST(parent.\`id\` AS BINARY)`,
  );
}

async function hasColumn(runner: QueryRunner, table: string, column: string): Promise<boolean> {
  const where = 'TABLE_NAME = ? AND COLUMN_NAME = ?';
  return (await names(runner, 'COLUMN_NAME', 'COLUMNS', where, [table, column])).length > 0;
}

async function hasIndex(runner: QueryRunner, table: string, index: string): Promise<boolean> {
  const where = 'TABLE_NAME = ? AND INDEX_NAME = ?';
  return (await names(runner, 'INDEX_NAME', 'STATISTICS', where, [table, index])).length > 0;
}

/** Distinct values of one column of the information schema, in this database. */
async function names(
  runner: QueryRunner,
  column: string,
  view: string,
  where: string,
  parameters: string[] = [],
): Promise<string[]> {
  const rows = (await runner.query(
    `SELECT DISTINCT ${column} AS name FROM information_schema.${view} WHERE TABLE_SCHEMA = DATABASE() AND ${where}`,
    parameters,
  )) as { name: string }[];
  return rows.map((row) => row.name);
}

import { join } from 'node:path';
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { readConfig } from '../platform/config';
import { dataSourceOptions } from '../platform/database/data-source';
import { createDatabase, discard, SIZES, type Place } from './running-server';

/** Suites about MySQL itself: skipped where `npm test` started none. */
export const describeMysql = SIZES.every(({ available }) => available) ? describe : describe.skip;

/** Connects to the database of `place` as the server does, migrating nothing by itself. */
export async function connectTo(
  { directory, databaseUrl }: Place,
  more: Partial<Pick<DataSourceOptions, 'migrations'>> = {},
): Promise<DataSource> {
  const config = readConfig({ DATA_DIR: directory, DATABASE_URL: databaseUrl });
  return new DataSource({ ...dataSourceOptions(config, []), ...more }).initialize();
}

/** Runs `work` on a new empty MySQL database, which is gone afterwards. */
export async function onNewDatabase<Result>(
  directory: string,
  work: (dataSource: DataSource, place: Place) => Promise<Result>,
  migrations?: DataSourceOptions['migrations'],
): Promise<Result> {
  const databaseUrl = await createDatabase();
  const place = { directory: join(directory, new URL(databaseUrl).pathname), databaseUrl };
  const dataSource = await connectTo(place, migrations ? { migrations } : {});
  try {
    return await work(dataSource, place);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await discard(place);
  }
}

/** The lines of each view of the information schema that make up what a database looks like. */
const VIEWS = {
  tables: 'SELECT TABLE_NAME, ENGINE, TABLE_COLLATION FROM information_schema.TABLES t',
  columns:
    'SELECT TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, COLUMN_KEY, ' +
    'EXTRA, CHARACTER_SET_NAME, COLLATION_NAME FROM information_schema.COLUMNS t',
  indexes:
    'SELECT TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME, NON_UNIQUE FROM information_schema.STATISTICS t',
  foreignKeys:
    'SELECT t.TABLE_NAME, t.CONSTRAINT_NAME, t.COLUMN_NAME, t.REFERENCED_TABLE_NAME, t.REFERENCED_COLUMN_NAME, ' +
    'r.DELETE_RULE, r.UPDATE_RULE FROM information_schema.KEY_COLUMN_USAGE t ' +
    'JOIN information_schema.REFERENTIAL_CONSTRAINTS r ' +
    'ON r.CONSTRAINT_SCHEMA = t.TABLE_SCHEMA AND r.CONSTRAINT_NAME = t.CONSTRAINT_NAME',
} as const;

export type DatabaseShape = Record<keyof typeof VIEWS, string[]>;

/** What a MySQL database looks like, line by line; the migrations' own table is left out. */
export async function shapeOf(dataSource: DataSource): Promise<DatabaseShape> {
  const lines = async (view: keyof typeof VIEWS) => {
    const rows = await dataSource.query<object[]>(
      `${VIEWS[view]} WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_NAME <> 'migration'`,
    );
    return rows.map((row) => Object.values(row).map(String).join(' ')).sort();
  };
  return {
    tables: await lines('tables'),
    columns: await lines('columns'),
    indexes: await lines('indexes'),
    foreignKeys: await lines('foreignKeys'),
  };
}

/** The database's connection is lost before statement number `statements`, counted from 0. */
export function failingAfter(runner: QueryRunner, statements: number): QueryRunner {
  let run = 0;
  return new Proxy(runner, {
    get(target, property) {
      if (property === 'query')
        return (sql: string, parameters?: unknown[]) => {
          if (run++ >= statements) return Promise.reject(new Interrupted());
          return target.query(sql, parameters);
        };
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

export class Interrupted extends Error {}

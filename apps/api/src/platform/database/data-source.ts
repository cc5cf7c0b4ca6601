import { join } from 'node:path';
import { MIGRATIONS } from '@perto/db';
import type { DataSourceOptions, MixedList } from 'typeorm';
import type { Config } from '../config';
import { LibsqlDriver } from './libsql-driver';
import { MysqlSockets } from './mysql-sockets';

/** Connections to MySQL at most, the process lock's aside. */
export const POOL_CONNECTIONS = 10;
/** Shorter than the deadline of any work: a connection that is not made by then is not waited for. */
const CONNECT_TIMEOUT_MS = 3000;
/** What goes past `Database` waits for a connection too, and not without end. */
const POOL_QUEUE = 100;

type Entities = MixedList<new () => object>;

/** Connection settings: MySQL or MariaDB where `DATABASE_URL` says so, else a file in the data directory. */
export function dataSourceOptions(
  config: Config,
  entities: Entities,
  sockets = new MysqlSockets(),
): DataSourceOptions {
  const shared = {
    entities,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    synchronize: false,
    logging: false,
  } as const;
  if (!config.databaseUrl)
    return {
      ...shared,
      type: 'better-sqlite3',
      driver: LibsqlDriver,
      database: join(config.dataDirectory, 'perto.sqlite'),
      enableWAL: true,
      // FULL: a commit that was acknowledged survives a power cut too.
      prepareDatabase: (database: { exec(sql: string): void }) => database.exec('PRAGMA synchronous = FULL'),
    };
  return {
    ...shared,
    type: 'mysql',
    driver: sockets.driver,
    url: config.databaseUrl.replace(/^mariadb:/, 'mysql:'),
    timezone: 'Z',
    charset: 'utf8mb4_bin',
    supportBigNumbers: true,
    bigNumberStrings: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    poolSize: POOL_CONNECTIONS,
    extra: { queueLimit: POOL_QUEUE, stream: sockets.stream },
  };
}

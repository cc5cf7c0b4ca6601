import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { Config } from '../config';
import { LibsqlDriver } from './libsql-driver';

/** Another API process has this database. Without Redis there may be only one. */
export class DatabaseTaken extends Error {
  constructor() {
    super(
      'Another Perto process is using this database. Positions and sessions live in the process, ' +
        'so exactly one may serve a database. Stop the other one first.',
    );
  }
}

/** Holds the database for this process; migrations run under it as well. */
export interface ProcessLock {
  release(): Promise<void>;
}

/**
 * Takes the database for this process alone. A process that dies loses it at once.
 *
 * @throws DatabaseTaken when another process has it
 */
export function takeDatabase(config: Config): Promise<ProcessLock> {
  return config.databaseUrl ? takeMysql(config.databaseUrl) : Promise.resolve(takeFile(config.dataDirectory));
}

async function takeMysql(url: string): Promise<ProcessLock> {
  const connection: Connection = await createConnection({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    connectTimeout: 5000,
    enableKeepAlive: true,
  });
  // The lock lives as long as its connection; an idle one is closed by the server after `wait_timeout`.
  await connection.query('SET SESSION wait_timeout = 31536000');
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT GET_LOCK(CONCAT('perto:', LEFT(SHA2(DATABASE(), 256), 40)), 2) AS taken",
  );
  if (Number(rows[0]?.taken) !== 1) {
    await connection.end();
    throw new DatabaseTaken();
  }
  connection.on('error', () => undefined); // a lost database shows in every query; this one need not end the process
  return { release: () => connection.end().catch(() => undefined) };
}

function takeFile(directory: string): ProcessLock {
  const lock = new LibsqlDriver(join(directory, 'perto.lock.sqlite'), { timeout: 2000 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new DatabaseTaken();
  }
  return {
    release: () => {
      lock.close();
      return Promise.resolve();
    },
  };
}

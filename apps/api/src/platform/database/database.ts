import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PertoError, unavailable } from '../errors';
import { KeyedMutex } from '../keyed-mutex';

/** A unit of work on the database; what is written through it is committed or undone as a whole. */
export type Transaction = EntityManager;

/** Times that a transaction is run at most when the engine picked it to break a deadlock. */
const DEADLOCK_ATTEMPTS = 4;

/**
 * The one way to the database.
 *
 * SQLite has a single connection here, on which two transactions would run into
 * each other; there everything goes one after another.
 */
@Injectable()
export class Database {
  private readonly serial = new KeyedMutex<'sqlite'>();
  readonly embedded: boolean;

  constructor(private readonly dataSource: DataSource) {
    this.embedded = dataSource.options.type === 'better-sqlite3';
  }

  /**
   * Runs `work` in a transaction.
   *
   * @throws PertoError `unavailable` when the database cannot be reached
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.guarded(() => this.withRetry(() => this.dataSource.transaction(work)));
  }

  /**
   * Runs a read or a single statement, without a transaction of its own.
   *
   * @throws PertoError `unavailable` when the database cannot be reached
   */
  run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.guarded(() => this.withRetry(() => work(this.dataSource.manager)));
  }

  private async guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await (this.embedded ? this.serial.run('sqlite', work) : work());
    } catch (error) {
      if (error instanceof PertoError || !isConnectionFault(error)) throw error;
      throw unavailable('The database', error);
    }
  }

  private async withRetry<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt === DEADLOCK_ATTEMPTS || codeOf(error) !== 'ER_LOCK_DEADLOCK') throw error;
      }
    }
  }
}

const CONNECTION_FAULTS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'POOL_CLOSED',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_LOCK_DEADLOCK',
  'ER_QUERY_INTERRUPTED',
  'SQLITE_BUSY',
  'SQLITE_FULL',
]);

function isConnectionFault(error: unknown): boolean {
  const code = codeOf(error);
  return (
    (code !== undefined && CONNECTION_FAULTS.has(code)) ||
    (error instanceof Error && /queue limit reached|pool is closed/i.test(error.message))
  );
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? codeOf(error.driverError) : undefined;
}

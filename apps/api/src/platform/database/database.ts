import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Histogram } from 'prom-client';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { Dependencies } from '../dependencies';
import { PertoError, unavailable } from '../errors';
import { Metrics } from '../metrics/metrics';
import { Semaphore } from '../semaphore';
import { POOL_CONNECTIONS } from './data-source';
import { isAway, isDeadlock } from './database-faults';
import { MysqlSockets } from './mysql-sockets';
import { ProcessLock } from './process-lock';

/** A unit of work on the database; what is written through it is committed or undone as a whole. */
export type Transaction = EntityManager;

/** A unit of work may take so long, its waiting for a connection included. */
const DEADLINE_MS = 5000;
/** How many units of work wait for a connection at most. */
const MOST_WAITING = 2000;
/** Times that a transaction is run at most when the engine picked it to break a deadlock. */
const DEADLOCK_ATTEMPTS = 10;
/** Longest pause before the second attempt; it doubles with each attempt, up to a fifth of a second. */
const DEADLOCK_PAUSE_MS = 5;

/** What this needs of a pooled connection of mysql2, which declares only a part of it. */
interface Connection {
  threadId: number;
  stream: { destroy(reason: Error): void };
}

/**
 * The one way to the database.
 *
 * Each unit of work has a connection of its own and a deadline. When the
 * deadline passes or the database is lost, the work is refused at once and its
 * connection broken off, so that what was not committed is undone.
 *
 * SQLite has a single connection here, on which two transactions would run into
 * each other; there everything goes one after another, and only waiting has an
 * end: nothing comes between a statement and its result.
 */
@Injectable()
export class Database implements OnModuleInit {
  readonly embedded: boolean;
  private readonly places: Semaphore;
  private readonly underWay = new Set<AbortController>();
  private readonly durations: Histogram<'outcome'>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly lock: ProcessLock,
    sockets: MysqlSockets,
    dependencies: Dependencies,
    metrics: Metrics,
  ) {
    this.embedded = dataSource.options.type === 'better-sqlite3';
    this.places = new Semaphore(this.embedded ? 1 : POOL_CONNECTIONS, MOST_WAITING);
    dependencies.register('database', () => lock.state);
    metrics.labelledGauge(
      'perto_database_work',
      'Units of work that run and that wait.',
      'state',
      () => this.load,
    );
    this.durations = metrics.histogram(
      'perto_database_work_seconds',
      'How long units of work took, their waiting for a connection included.',
      ['outcome'],
    );
    lock.onLost((reason) => {
      for (const unit of this.underWay) unit.abort(reason);
      sockets.breakAll(reason);
    });
  }

  /** The first that is written after the migrations. */
  onModuleInit(): Promise<void> {
    return this.lock.sign();
  }

  /** Units of work that have a connection, and those that wait for one. */
  get load(): Record<'running' | 'waiting', number> {
    return { running: this.places.inUse, waiting: this.places.waiting };
  }

  /**
   * Runs `work` in a transaction; more than once when the engine undid it to break a deadlock.
   *
   * @throws PertoError `unavailable` when the database cannot be used; then nothing of it was committed,
   *   unless the database was lost during the commit itself
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.unit((runner) => runner.manager.transaction(work));
  }

  /**
   * Runs a read or a single statement, without a transaction of its own.
   *
   * @throws PertoError `unavailable` when the database cannot be used
   */
  run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.unit((runner) => work(runner.manager));
  }

  private async unit<Result>(work: (runner: QueryRunner) => Promise<Result>): Promise<Result> {
    const ended = this.durations.startTimer();
    try {
      const result = await this.withinBounds(work);
      ended({ outcome: 'done' });
      return result;
    } catch (error) {
      const refused = error instanceof PertoError && error.code === 'unavailable';
      ended({ outcome: refused ? 'unavailable' : 'failed' });
      throw error;
    }
  }

  private async withinBounds<Result>(work: (runner: QueryRunner) => Promise<Result>): Promise<Result> {
    if (!this.lock.state.available) throw unavailable('The database', new Error(this.lock.state.reason));
    const unit = new AbortController();
    const deadline = setTimeout(() => unit.abort(new Error('It took too long.')), DEADLINE_MS);
    this.underWay.add(unit);
    try {
      await this.places.enter(unit.signal);
      try {
        return await (this.embedded ? this.onTheOne(work) : this.inTurns(work, unit.signal));
      } finally {
        this.places.leave();
      }
    } catch (error) {
      if (error instanceof PertoError) throw error;
      if (error === unit.signal.reason || isAway(error)) throw unavailable('The database', error);
      throw error;
    } finally {
      clearTimeout(deadline);
      this.underWay.delete(unit);
    }
  }

  /** SQLite: TypeORM hands the same runner out again and again. */
  private async onTheOne<Result>(work: (runner: QueryRunner) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await work(runner);
    } finally {
      // SQLite undid the transaction by itself (disk full); this runner would take the next one for a part of it.
      if (runner.isTransactionActive) Object.assign(this.dataSource.driver, { queryRunner: undefined });
      await runner.release();
    }
  }

  private async inTurns<Result>(
    work: (runner: QueryRunner) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.onItsOwn(work, signal);
      } catch (error) {
        if (attempt === DEADLOCK_ATTEMPTS || signal.aborted || !isDeadlock(error)) throw error;
      }
      // At random, so that those who met do not meet again.
      await pause(Math.random() * Math.min(200, DEADLOCK_PAUSE_MS * 2 ** attempt));
    }
  }

  /** MySQL: on a connection that nobody else has meanwhile. */
  private async onItsOwn<Result>(
    work: (runner: QueryRunner) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    signal.throwIfAborted();
    const runner = this.dataSource.createQueryRunner();
    const connecting = runner.connect() as Promise<Connection>;
    let connection: Connection | undefined;
    try {
      connection = await unlessAborted(connecting, signal);
      return await unlessAborted(work(runner), signal);
    } finally {
      // A transaction that is still open here could not be undone: nobody else may get into it.
      if (connection && (signal.aborted || runner.isTransactionActive)) this.breakOff(connection, signal);
      // Released before it was there: given back when it comes.
      if (!connection) void connecting.then(() => runner.release()).catch(() => undefined);
      await runner.release();
    }
  }

  private breakOff(connection: Connection, signal: AbortSignal): void {
    connection.stream.destroy(signal.aborted ? (signal.reason as Error) : new Error('It was left open.'));
    // A server that waits for a row or computes does not look at its connections meanwhile.
    this.lock.kill(connection.threadId);
  }
}

/** As `outcome`, but no longer than until `signal` is aborted. */
function unlessAborted<Result>(outcome: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abandon = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abandon, { once: true });
    outcome.then(resolve, reject).finally(() => signal.removeEventListener('abort', abandon));
  });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { readConfig } from '../config';
import { Dependencies, type DependencyState } from '../dependencies';
import { PertoError } from '../errors';
import { Metrics } from '../metrics/metrics';
import { dataSourceOptions } from './data-source';
import { Database } from './database';
import { MysqlSockets } from './mysql-sockets';
import { ProcessLock } from './process-lock';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A fault of the MySQL server, as TypeORM hands it on. */
function fault(errno: number, message = `fault ${errno}`): Error {
  return Object.assign(new Error(message), { driverError: Object.assign(new Error(message), { errno }) });
}

/** A fault of the client, likewise. */
function clientFault(code: string): Error {
  return Object.assign(new Error(code), { driverError: Object.assign(new Error(code), { code }) });
}

const DEADLOCK = 1213;

/** A process lock that a test can lose. */
class FakeLock extends ProcessLock {
  override state: DependencyState = { available: true, since: 0 };
  override readonly taken = new Promise<never>(() => undefined);
  readonly killed: number[] = [];
  private readonly listeners: ((reason: Error) => void)[] = [];

  override sign(): Promise<void> {
    return Promise.resolve();
  }

  override onLost(listener: (reason: Error) => void): void {
    this.listeners.push(listener);
  }

  override kill(connectionId: number): void {
    this.killed.push(connectionId);
  }

  override release(): Promise<void> {
    return Promise.resolve();
  }

  lose(): void {
    this.state = { available: false, reason: 'It does not answer.', since: 1 };
    for (const listener of this.listeners) listener(new Error('It does not answer.'));
  }

  regain(): void {
    this.state = { available: true, since: 2 };
  }
}

/** A MySQL that fails in the given ways, one after another, and then works; with its connections' ends. */
function givenMysql(faults: Error[] = [], metrics = new Metrics()) {
  let attempts = 0;
  const broken: Error[] = [];
  const released: number[] = [];
  const lock = new FakeLock();
  const dependencies = new Dependencies();
  const dataSource = {
    options: { type: 'mysql' },
    createQueryRunner() {
      const threadId = ++attempts;
      const next = faults[threadId - 1];
      return {
        isTransactionActive: false,
        connect: () =>
          Promise.resolve({ threadId, stream: { destroy: (reason: Error) => broken.push(reason) } }),
        release: () => Promise.resolve(released.push(threadId)),
        manager: {
          transaction: (work: (manager: unknown) => Promise<unknown>) =>
            next ? Promise.reject(next) : work({}),
        },
      };
    },
  } as unknown as DataSource;
  const database = new Database(dataSource, lock, new MysqlSockets(), dependencies, metrics);
  return { database, lock, dependencies, broken, released, attempts: () => attempts };
}

const never = () => new Promise<never>(() => undefined);
const UNAVAILABLE = { code: 'unavailable', status: 503, retryAfterSeconds: 5 };

describe('the database on MySQL', () => {
  it('runs a transaction again that lost against a deadlock, on another connection', async () => {
    const { database, attempts, released } = givenMysql(Array<Error>(9).fill(fault(DEADLOCK)));

    const result = await database.transaction(() => Promise.resolve('done'));

    expect([result, attempts()]).toEqual(['done', 10]);
    expect(released).toHaveLength(10);
  });

  it('gives up after ten deadlocks: 503, try again', async () => {
    const { database, attempts } = givenMysql(Array<Error>(20).fill(fault(DEADLOCK)));

    const outcome = database.transaction(() => Promise.resolve());

    await expect(outcome).rejects.toMatchObject(UNAVAILABLE);
    expect(attempts()).toBe(10);
  });

  it.each([
    clientFault('ECONNREFUSED'),
    clientFault('ECONNRESET'),
    clientFault('ETIMEDOUT'),
    clientFault('PROTOCOL_CONNECTION_LOST'),
    fault(1021, 'the disk is full'),
    fault(1114, 'the table is full'),
    fault(3, 'Error writing file (Errcode: 28 "No space left on device")'),
    fault(1030, 'Got error 28 from storage engine'),
    fault(1290, 'read-only'),
    fault(1836, 'read-only'),
    fault(1040, 'too many connections'),
    fault(1203, 'too many connections of the user'),
    fault(1053, 'shutting down'),
    fault(1927, 'killed'),
    fault(1205, 'lock wait timeout'),
    Object.assign(new Error('without TypeORM around it'), { code: 'ECONNREFUSED' }),
    new Error('Queue limit reached.'),
    new Error('Pool is closed.'),
  ])('turns %s into a 503, at once and with its cause', async (error) => {
    const { database, attempts } = givenMysql([error]);

    const outcome = database.transaction(() => Promise.resolve());

    await expect(outcome).rejects.toBeInstanceOf(PertoError);
    await expect(outcome).rejects.toMatchObject({ code: 'unavailable', cause: error });
    expect(attempts()).toBe(1);
  });

  it.each([fault(1062, 'duplicate'), new Error('a mistake of ours'), new PertoError('conflict')])(
    'hands %s on as it is, without another try',
    async (error) => {
      const { database, attempts } = givenMysql([error]);

      const outcome = database.transaction(() => Promise.resolve());

      await expect(outcome).rejects.toBe(error);
      expect(attempts()).toBe(1);
    },
  );

  it('does the same for single statements', async () => {
    const { database } = givenMysql();
    let deadlocks = 1;
    const work = () => (deadlocks-- > 0 ? Promise.reject(fault(DEADLOCK)) : Promise.resolve('read'));

    const read = await database.run(work);
    const lost = database.run(() => Promise.reject(clientFault('ECONNRESET')));

    expect(read).toBe('read');
    await expect(lost).rejects.toMatchObject(UNAVAILABLE);
  });

  it('counts what was done, what failed and what was refused', async () => {
    const metrics = new Metrics();
    const { database } = givenMysql([clientFault('ECONNRESET'), fault(1062)], metrics);

    await Promise.allSettled([1, 2, 3].map(() => database.transaction(() => Promise.resolve())));

    const text = await metrics.text();
    for (const outcome of ['done', 'failed', 'unavailable'])
      expect(text).toContain(`perto_database_work_seconds_count{outcome="${outcome}"} 1`);
    expect(text).toContain('perto_database_work{state="running"} 0');
  });

  it('refuses at once what runs and what waits when the database is lost, and breaks the connections off', async () => {
    const { database, lock, broken, released } = givenMysql();
    const units = Array.from({ length: 12 }, () => database.run(never));
    const outcomes = Promise.allSettled(units);
    await turn();
    const before = database.load;

    lock.lose();

    const reasons = (await outcomes).map(
      (outcome): unknown => outcome.status === 'rejected' && outcome.reason,
    );
    expect(reasons).toEqual(Array(12).fill(expect.objectContaining(UNAVAILABLE)));
    expect(before).toEqual({ running: 10, waiting: 2 });
    expect(database.load).toEqual({ running: 0, waiting: 0 });
    expect(broken.map(({ message }) => message)).toEqual(Array(10).fill('It does not answer.'));
    expect([released.length, lock.killed.length]).toEqual([10, 10]);
  });

  it('begins nothing while the database is away, and goes on when it is back', async () => {
    const { database, dependencies, lock, attempts } = givenMysql();

    lock.lose();
    const away = dependencies.states();
    await expect(database.run(() => Promise.resolve())).rejects.toMatchObject(UNAVAILABLE);
    lock.regain();
    const result = await database.run(() => Promise.resolve('back'));

    expect([result, attempts()]).toEqual(['back', 1]);
    expect(away).toEqual([{ name: 'database', available: false, reason: 'It does not answer.', since: 1 }]);
  });

  describe('after five seconds', () => {
    beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
    afterEach(() => jest.useRealTimers());

    it('refuses what still runs, ends it in the database, and gives its place to the next', async () => {
      const { database, lock, broken } = givenMysql();
      const outcome = database.run(never);
      outcome.catch(() => undefined);
      await turn();

      jest.advanceTimersByTime(5000);

      await expect(outcome).rejects.toMatchObject(UNAVAILABLE);
      expect(broken.map(({ message }) => message)).toEqual(['It took too long.']);
      expect([lock.killed, database.load]).toEqual([[1], { running: 0, waiting: 0 }]);
    });

    it('refuses what never got a connection', async () => {
      const { database, attempts } = givenMysql();
      const running = Array.from({ length: 10 }, () => database.run(never));
      const waiting = database.run(() => Promise.resolve());
      for (const unit of [...running, waiting]) unit.catch(() => undefined);
      await turn();

      jest.advanceTimersByTime(5000);

      await expect(waiting).rejects.toMatchObject(UNAVAILABLE);
      expect(attempts()).toBe(10);
    });
  });
});

describe('the embedded database', () => {
  let directory: string;
  let dataSource: DataSource;
  let database: Database;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'perto-database-'));
    dataSource = await new DataSource(
      dataSourceOptions(readConfig({ DATA_DIR: directory }), []),
    ).initialize();
    database = new Database(
      dataSource,
      new FakeLock(),
      new MysqlSockets(),
      new Dependencies(),
      new Metrics(),
    );
    await dataSource.query('CREATE TABLE line (name text NOT NULL)');
  });
  afterEach(async () => {
    await dataSource.destroy();
    rmSync(directory, { recursive: true });
  });

  const lines = () => dataSource.query<{ name: string }[]>('SELECT name FROM line ORDER BY name');

  /** Writes twice with a pause between, in which others get their chance, and fails if told to. */
  const writing = (name: string, fails = false) =>
    database.transaction(async (transaction) => {
      await transaction.query('INSERT INTO line VALUES (?)', [`${name} 1`]);
      await turn();
      await transaction.query('INSERT INTO line VALUES (?)', [`${name} 2`]);
      await turn();
      if (fails) throw new Error(`${name} fails`);
    });

  it('keeps one transaction whole while another at the same moment is undone', async () => {
    const outcomes = await Promise.allSettled([writing('a'), writing('b', true), writing('c')]);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await lines()).toEqual([{ name: 'a 1' }, { name: 'a 2' }, { name: 'c 1' }, { name: 'c 2' }]);
  });

  it('undoes no single statement that came while a transaction ran that failed', async () => {
    let single: Promise<unknown> | undefined;
    const failing = database.transaction(async (transaction) => {
      await transaction.query("INSERT INTO line VALUES ('undone')");
      single = database.run((manager) => manager.query("INSERT INTO line VALUES ('single')"));
      await turn();
      throw new Error('fails');
    });

    const failed = await failing.then(
      () => 'fulfilled',
      () => 'rejected',
    );
    await single;

    expect(failed).toBe('rejected');
    expect(await lines()).toEqual([{ name: 'single' }]);
  });

  it('shows nobody what is not committed', async () => {
    const counts: number[] = [];
    const count = () =>
      database.run(async (manager) => {
        const rows = await manager.query<object[]>('SELECT * FROM line');
        counts.push(rows.length);
      });

    await Promise.allSettled([writing('b', true), count(), writing('a'), count()]);

    expect(counts).toEqual([0, 2]);
  });

  it('goes on after a failure, with another transaction', async () => {
    await expect(writing('a', true)).rejects.toThrow('a fails');

    await writing('b');

    expect(await lines()).toHaveLength(2);
  });

  it('answers 503 when there is no room, undoes the whole transaction, and goes on when there is room again', async () => {
    const [{ page_count: pages }] = await dataSource.query<[{ page_count: number }]>('PRAGMA page_count');
    await dataSource.query(`PRAGMA max_page_count = ${pages + 2}`);

    const full = database.transaction(async (transaction) => {
      await transaction.query("INSERT INTO line VALUES ('undone')");
      await transaction.query('INSERT INTO line VALUES (?)', ['x'.repeat(100_000)]);
    });

    await expect(full).rejects.toMatchObject(UNAVAILABLE);
    await dataSource.query('PRAGMA max_page_count = 1000000');
    await writing('a');
    await expect(writing('b', true)).rejects.toThrow('b fails');
    expect(await lines()).toEqual([{ name: 'a 1' }, { name: 'a 2' }]);
  });

  it('takes the next transaction for a whole one after SQLite undid one by itself', async () => {
    const undone = database.transaction(async (transaction) => {
      await transaction.query("INSERT INTO line VALUES ('undone')");
      await transaction.query('ROLLBACK');
      throw clientFault('SQLITE_IOERR_WRITE');
    });
    await expect(undone).rejects.toMatchObject(UNAVAILABLE);

    await expect(writing('b', true)).rejects.toThrow('b fails');
    await database.run((manager) => manager.query("INSERT INTO line VALUES ('kept')"));

    const other = await new DataSource(dataSource.options).initialize();
    const committed = await other.query<{ name: string }[]>('SELECT name FROM line');
    await other.destroy();
    expect(committed).toEqual([{ name: 'kept' }]);
  });

  it('refuses what waited too long for its turn, and lets what runs come to its end', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    let finish: (value: string) => void = () => undefined;
    const long = database.run(() => new Promise<string>((resolve) => (finish = resolve)));
    const waiting = database.run(() => Promise.resolve());
    waiting.catch(() => undefined);
    await turn();

    jest.advanceTimersByTime(5000);
    jest.useRealTimers();

    await expect(waiting).rejects.toMatchObject(UNAVAILABLE);
    finish('whole');
    expect(await long).toBe('whole');
  });

  it.each([null, undefined])('takes a lone %s for a value', async (value) => {
    await dataSource.query('CREATE TABLE maybe (name text)');

    await dataSource.query('INSERT INTO maybe VALUES (?)', [value]);

    expect(await dataSource.query('SELECT name FROM maybe')).toEqual([{ name: null }]);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { readConfig } from '../config';
import { PertoError } from '../errors';
import { dataSourceOptions } from './data-source';
import { Database } from './database';

/** A driver's fault, as TypeORM hands it on. */
function fault(code: string, message = code): Error {
  return Object.assign(new Error(message), { driverError: Object.assign(new Error(message), { code }) });
}

/** A MySQL that fails in the given ways, one after another, and then works. */
function givenMysql(...faults: Error[]) {
  let attempts = 0;
  const attempt = <Result>(work: (manager: unknown) => Promise<Result>): Promise<Result> => {
    const next = faults[attempts++];
    return next ? Promise.reject(next) : work({});
  };
  const dataSource = {
    options: { type: 'mysql' },
    manager: {},
    transaction: attempt,
  } as unknown as DataSource;
  return { database: new Database(dataSource), attempts: () => attempts };
}

describe('the database on MySQL', () => {
  it('runs a transaction again that lost against a deadlock', async () => {
    const deadlock = fault('ER_LOCK_DEADLOCK');
    const { database, attempts } = givenMysql(deadlock, deadlock, deadlock);

    const result = await database.transaction(() => Promise.resolve('done'));

    expect([result, attempts()]).toEqual(['done', 4]);
  });

  it('gives up after four deadlocks: 503, try again', async () => {
    const { database, attempts } = givenMysql(...Array<Error>(9).fill(fault('ER_LOCK_DEADLOCK')));

    const outcome = database.transaction(() => Promise.resolve());

    await expect(outcome).rejects.toMatchObject({ code: 'unavailable', status: 503, retryAfterSeconds: 5 });
    expect(attempts()).toBe(4);
  });

  it.each([
    fault('ECONNREFUSED'),
    fault('ECONNRESET'),
    fault('ETIMEDOUT'),
    fault('PROTOCOL_CONNECTION_LOST'),
    fault('ER_CON_COUNT_ERROR'),
    fault('ER_SERVER_SHUTDOWN'),
    fault('ER_LOCK_WAIT_TIMEOUT'),
    Object.assign(new Error('without TypeORM around it'), { code: 'ECONNREFUSED' }),
    new Error('Queue limit reached.'),
    new Error('Pool is closed.'),
  ])('turns %s into a 503, at once and with its cause', async (error) => {
    const { database, attempts } = givenMysql(error);

    const outcome = database.transaction(() => Promise.resolve());

    await expect(outcome).rejects.toBeInstanceOf(PertoError);
    await expect(outcome).rejects.toMatchObject({ code: 'unavailable', cause: error });
    expect(attempts()).toBe(1);
  });

  it.each([fault('ER_DUP_ENTRY'), new Error('a mistake of ours'), new PertoError('conflict')])(
    'hands %s on as it is, without another try',
    async (error) => {
      const { database, attempts } = givenMysql(error);

      const outcome = database.transaction(() => Promise.resolve());

      await expect(outcome).rejects.toBe(error);
      expect(attempts()).toBe(1);
    },
  );

  it('does the same for single statements', async () => {
    const { database } = givenMysql();
    let deadlocks = 1;
    const work = () =>
      deadlocks-- > 0 ? Promise.reject(fault('ER_LOCK_DEADLOCK')) : Promise.resolve('read');

    const read = await database.run(work);
    const lost = database.run(() => Promise.reject(fault('ECONNRESET')));

    expect(read).toBe('read');
    await expect(lost).rejects.toMatchObject({ code: 'unavailable' });
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
    database = new Database(dataSource);
    await dataSource.query('CREATE TABLE line (name text NOT NULL)');
  });
  afterEach(async () => {
    await dataSource.destroy();
    rmSync(directory, { recursive: true });
  });

  const lines = () => dataSource.query<{ name: string }[]>('SELECT name FROM line ORDER BY name');
  const turn = () => new Promise((resolve) => setImmediate(resolve));

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

  it.each([null, undefined])('takes a lone %s for a value', async (value) => {
    await dataSource.query('CREATE TABLE maybe (name text)');

    await dataSource.query('INSERT INTO maybe VALUES (?)', [value]);

    expect(await dataSource.query('SELECT name FROM maybe')).toEqual([{ name: null }]);
  });
});

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATHS, type ReadinessAnswer } from '@perto/contract';
import { CAMPUS, eventually, request, Student, type Answer } from '@perto/testkit';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { CapturedOutput } from '../../testing/captured-output';
import { describeMysql } from '../../testing/database-shape';
import { createDatabase, SIZES, TestServer } from '../../testing/running-server';
import { TcpProxy } from '../../testing/tcp-proxy';
import { Database } from './database';
import { DatabaseTaken, DatabaseUnreachable, ProcessLock } from './process-lock';

const oneServer = SIZES[1] ?? { name: 'one server', available: false };
const LOCK = "CONCAT('perto:', LEFT(SHA2(DATABASE(), 256), 40))";
/** Well below the five seconds after which any work is refused: only the watch can have been so quick. */
const NOTICED_MS = 4000;

describeMysql('a server whose database is away', () => {
  let proxy: TcpProxy;
  let databaseUrl: string;
  /** A connection that does not go through the proxy. */
  let direct: Connection;
  let directory: string;
  let output: CapturedOutput;
  let server: TestServer;

  beforeEach(async () => {
    output = new CapturedOutput();
    databaseUrl = await createDatabase();
    proxy = await TcpProxy.to(databaseUrl);
    direct = await createConnection(databaseUrl);
    directory = mkdtempSync(join(tmpdir(), 'perto-away-'));
  });
  afterEach(async () => {
    output.release();
    await direct.end();
    await proxy.stop();
  });

  const start = (url = proxy.through(databaseUrl)) =>
    TestServer.start(oneServer, { place: { directory, databaseUrl: url } });

  async function rows<Row>(sql: string): Promise<Row[]> {
    const [found] = await direct.query<RowDataPacket[]>(sql);
    return found as Row[];
  }

  const lockHolder = async () =>
    (await rows<{ holder: number | null }>(`SELECT IS_USED_LOCK(${LOCK}) AS holder`))[0]?.holder ?? null;

  /** The server's connections in the database, this test's own aside. */
  const connections = async () =>
    (await rows('SELECT ID FROM information_schema.PROCESSLIST WHERE DB = DATABASE()')).length - 1;

  async function readiness(): Promise<{
    status: number;
    answer: ReadinessAnswer;
    retryAfter: string | null;
  }> {
    const { status, json, headers } = await request(server.url, 'GET', PATHS.ready);
    return { status, answer: json as ReadinessAnswer, retryAfter: headers.get('retry-after') };
  }

  const heals = (ana: Student) =>
    eventually('requests are answered again', async () => (await ana.look(60)).status === 200);

  async function timed(asking: Promise<Answer>): Promise<{ status: number; milliseconds: number }> {
    const began = performance.now();
    const { status } = await asking;
    return { status, milliseconds: performance.now() - began };
  }

  describe('for a while', () => {
    let ana: Student;

    beforeEach(async () => {
      server = await start();
      ana = await server.signIn('ana');
    });
    afterEach(async () => {
      proxy.accept();
      proxy.resume();
      await eventually('ready again', async () => (await readiness()).status === 200);
      await server.stop();
    });

    it('answers 503 soon when it hangs, goes on with what needs no database, and heals by itself', async () => {
      const tab = await ana.open();
      await ana.stand(CAMPUS.meadow);

      proxy.hang();
      const { status, milliseconds } = await timed(ana.look(70));

      expect(status).toBe(503);
      expect(milliseconds).toBeLessThan(NOTICED_MS);
      const [atOnce, inRange, ready, live] = await Promise.all([
        timed(ana.look(70)),
        ana.post(PATHS.showRange, { ...CAMPUS.meadow, radious: 100 }),
        readiness(),
        request(server.url, 'GET', PATHS.live),
      ]);
      expect([atOnce.status, inRange.status, ready.status, live.status]).toEqual([503, 200, 503, 200]);
      expect(atOnce.milliseconds).toBeLessThan(1000);
      expect(ready.retryAfter).toMatch(/^\d+$/);
      expect(ready.answer.status).toBe('unavailable');
      expect(ready.answer.dependencies).toContainEqual(
        expect.objectContaining({ name: 'database', status: 'away', reason: expect.any(String) as string }),
      );

      proxy.resume();

      await heals(ana);
      expect((await readiness()).answer.status).toBe('ready');
      tab.close();
    });

    it('leaves no connection behind after many requests during many hangs', async () => {
      for (let round = 0; round < 3; round++) {
        proxy.hang();
        const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => ana.look(100 + index)));
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
        proxy.resume();
        await heals(ana);
      }

      expect(server.app.get(Database).load).toEqual({ running: 0, waiting: 0 });
      await eventually(
        'no more connections than the pool’s and the lock’s',
        async () => (await connections()) <= 11,
      );
    });

    it('does no work by halves when the connection hangs in the middle of it', async () => {
      const database = server.app.get(Database);
      const half = database.transaction(async (transaction) => {
        await transaction.query("INSERT INTO building (id, name) VALUES ('half', 'Half')");
        proxy.hang();
        await transaction.query("INSERT INTO building (id, name) VALUES ('other-half', 'Half')");
      });

      await expect(half).rejects.toMatchObject({ code: 'unavailable' });
      proxy.resume();
      await heals(ana);

      // Both ends of the abandoned connection know by now: the row is not there, and not locked either.
      await eventually(
        'nothing of it is there',
        async () => (await rows("SELECT id FROM building WHERE name = 'Half' FOR UPDATE")).length === 0,
      );
    });

    it('goes on after every connection was cut', async () => {
      await Promise.all(Array.from({ length: 20 }, (_, index) => ana.look(100 + index)));

      proxy.cut();

      await heals(ana);
    });

    it('answers 503 at once while nothing listens, and heals', async () => {
      proxy.refuse();
      await eventually('noticed', async () => (await readiness()).status === 503);

      const { status, milliseconds } = await timed(ana.look(70));

      expect(status).toBe(503);
      expect(milliseconds).toBeLessThan(1000);
      proxy.accept();
      await heals(ana);
    });

    it('ends in the database what takes too long there', async () => {
      const long = server.app.get(Database).run((manager) => manager.query('SELECT SLEEP(60)'));

      await expect(long).rejects.toMatchObject({ code: 'unavailable' });

      const asleep = () =>
        rows("SELECT ID FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND STATE = 'User sleep'");
      await eventually('nothing sleeps there', async () => (await asleep()).length === 0);
      expect((await ana.look(70)).status).toBe(200);
    }, 20_000);

    it('answers 503 when the database has no room', async () => {
      await direct.query('CREATE TABLE small (text varchar(2000)) ENGINE=MEMORY');

      const full = server.app.get(Database).transaction(async (transaction) => {
        await transaction.query('SET SESSION max_heap_table_size = 16384');
        await transaction.query('ALTER TABLE small ENGINE=MEMORY'); // takes the limit on
        for (let row = 0; row < 1000; row++)
          await transaction.query('INSERT INTO small VALUES (?)', ['x'.repeat(2000)]);
      });

      await expect(full).rejects.toMatchObject({ code: 'unavailable', status: 503 });
    });

    it('takes the lock again when only its connection is lost', async () => {
      const before = await lockHolder();

      await direct.query('KILL ?', [before]);

      await eventually('another connection has it', async () => {
        const now = await lockHolder();
        return now !== null && now !== before;
      });
      await heals(ana);
    });

    it('takes the lock back from its own connection that the database believes alive', async () => {
      const before = await lockHolder();

      proxy.strand();

      await heals(ana);
      expect(await lockHolder()).not.toBe(before);
    });
  });

  it('refuses everything, and says why, once another process has the database', async () => {
    server = await start();
    const ana = await server.signIn('ana');
    const taken = server.app.get(ProcessLock).taken;

    proxy.refuse();
    expect(await rows(`SELECT GET_LOCK(${LOCK}, 5) AS taken`)).toEqual([{ taken: 1 }]);
    proxy.accept();

    expect(await taken).toBeInstanceOf(DatabaseTaken);
    const [answer, ready] = await Promise.all([ana.look(70), readiness()]);
    expect([answer.status, ready.status]).toEqual([503, 503]);
    expect(JSON.stringify(ready.answer)).toContain('Another process');
    await server.stop();
  });

  it('ends too when another process had the database while it was away: what it knows is out of date', async () => {
    server = await start();
    const ana = await server.signIn('ana');
    const taken = server.app.get(ProcessLock).taken;

    proxy.refuse();
    const other = await TestServer.start(oneServer, {
      place: { directory: mkdtempSync(join(tmpdir(), 'perto-other-')), databaseUrl },
    });
    await other.keep();
    proxy.accept();

    expect((await taken).message).toContain('had this database');
    expect((await ana.look(70)).status).toBe(503);
    await server.stop();
  });

  it('is waited for at the start', async () => {
    proxy.refuse();
    const starting = start();
    await new Promise((resolve) => setTimeout(resolve, 500));

    proxy.accept();

    server = await starting;
    expect((await readiness()).status).toBe(200);
    await server.stop();
  });

  it('is not waited for when it refuses the account: that is told', async () => {
    const wrong = new URL(databaseUrl);
    wrong.password = 'not-the-password';

    const outcome = start(wrong.href);

    await expect(outcome).rejects.toBeInstanceOf(DatabaseUnreachable);
    await expect(outcome).rejects.toThrow(/Access denied.*\n.*DATABASE_URL/);
  });

  it('lets the server stop in time while it hangs', async () => {
    server = await start();
    proxy.hang();

    await server.app.close();

    proxy.resume();
    await eventually('the lock is free', async () => (await lockHolder()) === null);
  }, 10_000);
});

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATHS } from '@perto/contract';
import { MIGRATIONS } from '@perto/db';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { CAMPUS, Student } from '@perto/testkit';
import {
  connectTo,
  describeMysql,
  failingAfter,
  Interrupted,
  onNewDatabase,
  shapeOf,
} from '../../testing/database-shape';
import { makeOriginal, ORIGINAL_LINES } from '../../testing/original-database';
import { TestServer, type Place } from '../../testing/running-server';

const CHARSETS = [
  ['latin1', 'latin1_swedish_ci'],
  ['utf8mb4', 'utf8mb4_general_ci'],
] as const;

const sha256 = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

let directory: string;
beforeAll(() => {
  jest.spyOn(console, 'log').mockImplementation(); // TypeORM reports every migration that we let fail
  directory = mkdtempSync(join(tmpdir(), 'perto-adoption-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** The real migrations, run by `how` on the migrations' own connection. */
const migrationsRun = (
  how: (runner: QueryRunner, up: (on: QueryRunner) => Promise<void>) => Promise<void>,
) => [
  class CreateSchema1790000000000 implements MigrationInterface {
    name = 'CreateSchema1790000000000';

    up(runner: QueryRunner): Promise<void> {
      return how(runner, async (on) => {
        for (const Migration of MIGRATIONS) await new Migration().up(on);
      });
    }

    async down(): Promise<void> {}
  },
];

describeMysql.each(CHARSETS)('a database of the original’s script in %s, adopted', (charset, collation) => {
  const adopted = <Result>(look: (dataSource: DataSource, place: Place) => Promise<Result>) =>
    onNewDatabase(directory, async (dataSource, place) => {
      await makeOriginal(dataSource, charset, collation);
      await dataSource.runMigrations();
      return look(dataSource, place);
    });

  it('looks like one that was ours from the beginning', async () => {
    const fresh = await onNewDatabase(directory, async (dataSource) => {
      await dataSource.runMigrations();
      return shapeOf(dataSource);
    });

    const shape = await adopted(shapeOf);

    expect(shape).toEqual(fresh);
  });

  it('keeps every user, with a range from 1 to 5000 m', async () => {
    const users = await adopted((dataSource) =>
      dataSource.query<object[]>('SELECT id, radious, counter FROM `user` ORDER BY id'),
    );

    expect(users).toEqual([
      { id: 'Ana', radious: 1, counter: 2 },
      { id: 'eva', radious: 5000, counter: 0 },
      { id: 'ist190001', radious: 33.3, counter: 0 },
      { id: 'rui', radious: 1, counter: 0 },
      { id: 'tomé', radious: 50, counter: 1 },
    ]);
  });

  it('keeps every building, with its accents and a radius that can be used', async () => {
    const buildings = await adopted((dataSource) =>
      dataSource.query<object[]>('SELECT id, name, latitude, radious FROM building ORDER BY id'),
    );

    expect(buildings).toEqual([
      { id: '2448131361091', name: 'Torre Norte', latitude: '38.7377808', radious: 49 },
      { id: 'b-Química', name: 'Pavilhão de Química', latitude: '38.7360242', radious: 43.3 },
      { id: 'bare', name: 'Bare', latitude: '38.9000000', radious: null },
      { id: 'flat', name: null, latitude: null, radious: 1 },
      { id: 'huge', name: 'Huge', latitude: '38.8000000', radious: 5000 },
      { id: 'nowhere', name: 'Nowhere', latitude: '138.7000000', radious: 40 },
    ]);
  });

  it('tells ids apart byte for byte, and joins what was written in another case before', async () => {
    const { ids, lines, buildings } = await adopted(async (dataSource) => {
      await dataSource.query("INSERT INTO `user` (id) VALUES ('ana'), ('aná')");
      return {
        ids: await dataSource.query<object[]>("SELECT id FROM `user` WHERE id IN ('Ana', 'ANA')"),
        lines: await dataSource.query<object[]>("SELECT u_id FROM log WHERE message = 'Logged in.'"),
        buildings: await dataSource.query<object[]>("SELECT b_id FROM `user` WHERE id = 'ist190001'"),
      };
    });

    expect(ids).toEqual([{ id: 'Ana' }]);
    expect(lines).toEqual([{ u_id: 'Ana' }]);
    expect(buildings).toEqual([{ b_id: 'huge' }]);
  });

  it('keeps digests of what the bots had in clear text, and the text nowhere', async () => {
    const bots = await adopted((dataSource) =>
      dataSource.query<object[]>('SELECT id, b_id, online, authorized, pass FROM bot ORDER BY id'),
    );

    expect(bots).toEqual([
      {
        id: 'canteen',
        b_id: '2448131361091',
        online: 1,
        authorized: 1,
        pass: sha256('päss-in-the-clear'),
      },
      { id: 'parking', b_id: 'b-Química', online: 0, authorized: 0, pass: sha256('sha256:not-a-digest') },
    ]);
  });

  it.each(['+00:00', '+05:30', '-11:00'])(
    'keeps the instants of its log in a session whose zone is %s, and leaves that zone as it was',
    async (zone) => {
      const zones: unknown[] = [];
      const migrations = migrationsRun(async (runner, up) => {
        await runner.query('SET time_zone = ?', [zone]);
        await up(runner);
        zones.push(await runner.query('SELECT @@session.time_zone AS zone'));
      });

      const lines = await onNewDatabase(
        directory,
        async (dataSource) => {
          await makeOriginal(dataSource, charset, collation);
          await dataSource.runMigrations();
          return dataSource.query<{ timestamp: Date }[]>('SELECT `timestamp` FROM log ORDER BY id');
        },
        migrations,
      );

      const instants = ORIGINAL_LINES.map(({ at }) => `${at.replace(' ', 'T')}.000Z`);
      expect(lines.map(({ timestamp }) => timestamp.toISOString())).toEqual(instants);
      expect(zones).toEqual([[{ zone }]]);
    },
  );
});

describeMysql('an adoption that was interrupted', () => {
  it('comes out the same wherever the first run ended', async () => {
    const complete = await onNewDatabase(directory, async (dataSource) => {
      await makeOriginal(dataSource, ...CHARSETS[0]);
      await dataSource.runMigrations();
      return everything(dataSource);
    });
    const statements = await countStatements();

    for (let ended = 1; ended < statements; ended += 3) {
      const healed = await onNewDatabase(
        directory,
        async (dataSource, place) => {
          await makeOriginal(dataSource, ...CHARSETS[0]);
          await expect(dataSource.runMigrations()).rejects.toThrow(Interrupted);
          const second = await connectTo(place);
          await second.runMigrations();
          const result = await everything(second);
          await second.destroy();
          return result;
        },
        migrationsRun((runner, up) => up(failingAfter(runner, ended))),
      );

      expect({ ended, ...healed }).toEqual({ ended, ...complete });
    }
  }, 120_000);

  async function everything(dataSource: DataSource) {
    const rows = (table: string) => dataSource.query<object[]>(`SELECT * FROM \`${table}\` ORDER BY id`);
    const tables = ['building', 'user', 'bot', 'log'];
    return { shape: await shapeOf(dataSource), rows: await Promise.all(tables.map(rows)) };
  }

  /** How many statements the migration runs on the original's database. */
  async function countStatements(): Promise<number> {
    let count = 0;
    const counting = migrationsRun(async (runner, up) => {
      const query = jest.spyOn(runner, 'query');
      await up(runner);
      count = query.mock.calls.length;
      query.mockRestore();
    });
    await onNewDatabase(
      directory,
      async (dataSource) => {
        await makeOriginal(dataSource, ...CHARSETS[0]);
        await dataSource.runMigrations();
      },
      counting,
    );
    return count;
  }
});

describeMysql('a server on a database of the original’s script', () => {
  it('starts with nobody online, and signs a student of before in', async () => {
    const { online, building, session, ids } = await onNewDatabase(directory, async (dataSource, place) => {
      await makeOriginal(dataSource, 'latin1', 'latin1_swedish_ci');
      const server = await TestServer.start({ name: 'one server', available: true }, { place });
      try {
        const online = await server.query<object>(
          'SELECT id FROM `user` WHERE online OR counter > 0 OR latitude IS NOT NULL OR b_id IS NOT NULL',
        );
        const student = await Student.signIn(server.url, 'ist190001');
        const building = await student.stand(CAMPUS.torreNorte);
        const session = await student.get(PATHS.session);
        await Student.signIn(server.url, 'ana');
        const ids = await server.query<object>("SELECT id FROM `user` WHERE LOWER(id) = 'ana' ORDER BY id");
        return { online, building, session, ids };
      } finally {
        await server.app.close();
      }
    });

    expect(online).toEqual([]);
    expect(building.text).toBe('Torre Norte');
    expect(session.json).toMatchObject({ id: 'ist190001', name: 'Ana Ferreira', radious: 33.3 });
    expect(ids).toEqual([{ id: 'Ana' }, { id: 'ana' }]);
  });
});

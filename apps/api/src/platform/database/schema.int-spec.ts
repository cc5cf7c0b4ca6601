import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATHS } from '@perto/contract';
import { MIGRATIONS, schemaSql } from '@perto/db';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import {
  connectTo,
  describeMysql,
  failingAfter,
  Interrupted,
  onNewDatabase,
  shapeOf,
} from '../../testing/database-shape';
import { TestServer } from '../../testing/running-server';

const SCHEMA_FILE = join(__dirname, '../../../../../db/schema.sql');
const WHOLE_SERVER = { name: 'one server', available: true } as const;

let directory: string;
beforeAll(() => {
  jest.spyOn(console, 'log').mockImplementation(); // TypeORM reports every migration that we let fail
  directory = mkdtempSync(join(tmpdir(), 'perto-schema-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** The statements of `db/schema.sql`, without its comments. */
function statementsOf(sql: string): string[] {
  const text = sql.replace(/^--.*$/gm, '');
  return text.split(/;\s*$/m).filter((statement) => statement.trim());
}

async function makeBySchemaFile(dataSource: DataSource): Promise<void> {
  for (const statement of statementsOf(readFileSync(SCHEMA_FILE, 'utf8'))) await dataSource.query(statement);
}

const migratedShape = () =>
  onNewDatabase(directory, async (dataSource) => {
    await dataSource.runMigrations();
    return shapeOf(dataSource);
  });

/** The first migration, losing the database before statement number `statements`. */
const losingTheDatabaseAfter = (statements: number) => [
  class CreateSchema1790000000000 implements MigrationInterface {
    name = 'CreateSchema1790000000000';

    async up(runner: QueryRunner): Promise<void> {
      for (const Migration of MIGRATIONS) await new Migration().up(failingAfter(runner, statements));
    }

    async down(): Promise<void> {}
  },
];

describe('db/schema.sql', () => {
  it('holds what the migrations make, to the letter', () => {
    const file = readFileSync(SCHEMA_FILE, 'utf8');

    expect(file).toBe(schemaSql());
  });
});

describe('a database in a file', () => {
  it('gets the index of conversations when it was made before there was one', async () => {
    const dataSource = await connectTo({ directory, databaseUrl: undefined });
    await dataSource.runMigrations();
    await dataSource.query('DROP INDEX ix_recipient_conversation');
    await dataSource.query("DELETE FROM migration WHERE name LIKE 'IndexConversations%'");

    const run = await dataSource.runMigrations();
    const indexed = await dataSource.query<{ name: string }[]>(
      'PRAGMA index_info(ix_recipient_conversation)',
    );
    await dataSource.destroy();

    expect(run).toHaveLength(1);
    expect(indexed.map(({ name }) => name)).toEqual(['recipient_id', 'sender_id', 'message_id']);
  });
});

describeMysql('a database on MySQL', () => {
  it('is the same whether db/schema.sql or the migrations made it', async () => {
    const byFile = await onNewDatabase(directory, async (dataSource) => {
      await makeBySchemaFile(dataSource);
      return shapeOf(dataSource);
    });

    expect(byFile).toEqual(await migratedShape());
    expect(byFile.tables.length).toBeGreaterThanOrEqual(7);
    expect(byFile.tables.filter((line) => !line.endsWith('InnoDB utf8mb4_bin'))).toEqual([]);
    expect(byFile.foreignKeys.length).toBeGreaterThanOrEqual(7);
  });

  it('keeps its shape and its data when the migrations run on what db/schema.sql made', async () => {
    const { shape, users } = await onNewDatabase(directory, async (dataSource) => {
      await makeBySchemaFile(dataSource);
      await dataSource.query("INSERT INTO `user` (id, name, radious) VALUES ('ana', 'Ana', 33.25)");
      await dataSource.query(
        "INSERT INTO sign_in VALUES (REPEAT('a', 64), 'ana', '2026-01-01 00:00:00.123', '2026-01-02 00:00:00')",
      );
      await dataSource.runMigrations();
      return {
        shape: await shapeOf(dataSource),
        users: await dataSource.query<object[]>('SELECT * FROM `user`'),
      };
    });

    expect(shape).toEqual(await migratedShape());
    expect(users).toMatchObject([{ id: 'ana', name: 'Ana', radious: 33.25 }]);
  });

  it('keeps its shape and its data when the migrations run a second time', async () => {
    const { first, second, users } = await onNewDatabase(directory, async (dataSource) => {
      await dataSource.runMigrations();
      const first = await shapeOf(dataSource);
      await dataSource.query("INSERT INTO `user` (id, name, radious) VALUES ('ana', 'Ana', 33.25)");
      const again = await dataSource.runMigrations();
      await dataSource.query('DELETE FROM migration'); // as if the first run had not come to noting itself
      await dataSource.runMigrations();
      expect(again).toEqual([]);
      return {
        first,
        second: await shapeOf(dataSource),
        users: await dataSource.query<object[]>('SELECT * FROM `user`'),
      };
    });

    expect(second).toEqual(first);
    expect(users).toMatchObject([{ id: 'ana', name: 'Ana', radious: 33.25 }]);
  });

  it('gets the index of conversations that a database of before it lacks, and keeps its data', async () => {
    const { shape, users } = await onNewDatabase(directory, async (dataSource) => {
      await dataSource.runMigrations();
      await dataSource.query('DROP INDEX ix_recipient_conversation ON message_recipient');
      await dataSource.query("DELETE FROM migration WHERE name LIKE 'IndexConversations%'");
      await dataSource.query("INSERT INTO `user` (id, name, radious) VALUES ('ana', 'Ana', 33.25)");
      await dataSource.runMigrations();
      return {
        shape: await shapeOf(dataSource),
        users: await dataSource.query<object[]>('SELECT * FROM `user`'),
      };
    });

    expect(shape).toEqual(await migratedShape());
    expect(users).toMatchObject([{ id: 'ana', name: 'Ana', radious: 33.25 }]);
  });

  it.each([1, 3, 5, 7])(
    'comes out whole after a first run that ended before statement %i',
    async (statements) => {
      const complete = await migratedShape();

      const { halfDone, healed } = await onNewDatabase(
        directory,
        async (dataSource, place) => {
          await expect(dataSource.runMigrations()).rejects.toThrow(Interrupted);
          const halfDone = await shapeOf(dataSource);
          const second = await connectTo(place);
          await second.runMigrations();
          const healed = await shapeOf(second);
          await second.destroy();
          return { halfDone, healed };
        },
        losingTheDatabaseAfter(statements),
      );

      expect(halfDone.tables.length).toBe(statements - 1); // the first statement looks for an original's tables
      expect(healed).toEqual(complete);
    },
  );

  it('carries a server when db/schema.sql made it', async () => {
    const signedIn = await onNewDatabase(directory, async (dataSource, place) => {
      await makeBySchemaFile(dataSource);
      const server = await TestServer.start(WHOLE_SERVER, { place });
      try {
        const student = await server.signIn('ana');
        return await student.get(PATHS.session);
      } finally {
        await server.app.close();
      }
    });

    expect(signedIn.status).toBe(200);
  });
});

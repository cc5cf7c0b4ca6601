import { DataSource, type EntityMetadata } from 'typeorm';
import { describeEachSize, TestServer } from '../../testing/running-server';

type ColumnMetadata = EntityMetadata['columns'][number];

/** One column as the rows declare it and as the database has it, in the same words. */
interface Described {
  type: string;
  nullable: boolean;
  primary: boolean;
}

type Columns = Record<string, Described>;

describeEachSize('the rows and the migrated database', (size) => {
  let server: TestServer;
  let dataSource: DataSource;

  beforeAll(async () => {
    server = await TestServer.start(size);
    dataSource = server.app.get(DataSource);
  });
  afterAll(() => server.stop());

  it('have the same tables', async () => {
    const rows = dataSource.entityMetadatas.map(({ tableName }) => tableName);

    const tables = await tablesOf(dataSource);

    expect(tables.sort()).toEqual(rows.sort());
    expect(tables.length).toBeGreaterThanOrEqual(10);
  });

  it.each([
    ['building'],
    ['user'],
    ['bot'],
    ['log'],
    ['sign_in'],
    ['message'],
    ['message_recipient'],
    ['mailbox'],
    ['outbox'],
    ['installation'],
  ])('have the same columns of %s: name, type, length, nullability, key', async (table) => {
    const metadata = dataSource.getMetadata(table);
    const declared = Object.fromEntries(
      metadata.columns.map((column) => [column.databaseName, declaredBy(column)]),
    );

    const existing = await columnsOf(dataSource, table);

    expect(existing).toEqual(declared);
  });

  it('have no two columns that become one property, and none that two properties claim', () => {
    for (const { columns } of dataSource.entityMetadatas) {
      const names = columns.map(({ databaseName }) => databaseName);
      const properties = columns.map(({ propertyName }) => propertyName);

      expect(new Set(names).size).toBe(names.length);
      expect(new Set(properties).size).toBe(properties.length);
    }
  });
});

/** What a row declares, in the words that both engines are brought to. */
function declaredBy(column: ColumnMetadata): Described {
  const { type, length, precision, scale, isNullable, isPrimary } = column;
  const size = [length || precision, scale].filter((part) => part !== undefined && part !== null);
  const family = type === 'boolean' ? 'boolean' : String(type);
  return {
    type: size.length > 0 ? `${family}(${size.join(',')})` : family,
    nullable: isNullable,
    primary: isPrimary,
  };
}

async function tablesOf(dataSource: DataSource): Promise<string[]> {
  const sql = isEmbedded(dataSource)
    ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    : 'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()';
  const rows = await dataSource.query<{ name: string }[]>(sql);
  return rows.map(({ name }) => name).filter((name) => name !== 'migration');
}

async function columnsOf(dataSource: DataSource, table: string): Promise<Columns> {
  if (isEmbedded(dataSource)) {
    const rows = await dataSource.query<{ name: string; type: string; notnull: number; pk: number }[]>(
      `PRAGMA table_info(\`${table}\`)`,
    );
    return Object.fromEntries(
      rows.map(({ name, type, notnull, pk }) => [
        name,
        { type: sqliteFamilyOf(type), nullable: !notnull, primary: pk > 0 },
      ]),
    );
  }
  const rows = await dataSource.query<Record<'name' | 'type' | 'nullable' | 'position', string>[]>(
    'SELECT COLUMN_NAME AS name, COLUMN_TYPE AS type, IS_NULLABLE AS nullable, COLUMN_KEY AS position ' +
      'FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?',
    [table],
  );
  return Object.fromEntries(
    rows.map(({ name, type, nullable, position }) => [
      name,
      { type: familyOf(type), nullable: nullable === 'YES', primary: position === 'PRI' },
    ]),
  );
}

/** MySQL's own word, without the display width that MariaDB still tells. */
function familyOf(type: string): string {
  if (type === 'tinyint(1)') return 'boolean';
  return type.replace(/^(bigint|int)\(\d+\)$/, '$1');
}

/** SQLite's own word; only a column declared `integer` counts upwards by itself, and it holds 64 bits. */
function sqliteFamilyOf(type: string): string {
  const lower = type.toLowerCase();
  return lower === 'integer' ? 'bigint' : lower;
}

const isEmbedded = (dataSource: DataSource): boolean => dataSource.options.type === 'better-sqlite3';

import type { DataSource } from 'typeorm';

/** The tables that the original system's script makes, in its order, and nothing else of it. */
const TABLES = [
  'CREATE TABLE building (id varchar(50), name varchar(100), latitude numeric(10,7), ' +
    'longitude numeric(10,7), radious float, primary key(id))',
  'CREATE TABLE user (id varchar(50), online boolean, latitude numeric(10,7), longitude numeric(10,7), ' +
    'b_id varchar(50), radious float, counter int default 0, primary key(id), ' +
    'foreign key(b_id) references building(id))',
  'CREATE TABLE bot (id varchar(50), b_id varchar(50) not null, online boolean, authorized boolean not null, ' +
    'pass varchar(50) not null, primary key(id), foreign key(b_id) references building(id))',
  'CREATE TABLE log (id BIGINT AUTO_INCREMENT, message varchar(250) not null, u_id varchar(50), ' +
    'b_id varchar(50), bot_id varchar(50), `timestamp` timestamp not null, primary key(id), ' +
    'foreign key(u_id) references user(id), foreign key(b_id) references building(id), ' +
    'foreign key(bot_id) references bot(id))',
];

/** A semester's worth of what such a database may hold, in small. */
const ROWS = [
  "INSERT INTO building VALUES ('2448131361091', 'Torre Norte', 38.7377808, -9.1385732, 49), " +
    "('b-Química', 'Pavilhão de Química', 38.7360242, -9.1384006, 43.3), " +
    "('huge', 'Huge', 38.8, -9.3, 99999), ('flat', NULL, NULL, NULL, 0), ('bare', 'Bare', 38.9, -9.3, NULL), " +
    "('nowhere', 'Nowhere', 138.7, -9.1, 40)",
  "INSERT INTO user VALUES ('Ana', true, 38.7377808, -9.1385732, '2448131361091', 0, 2), " +
    "('rui', false, NULL, NULL, NULL, -5, 0), ('eva', NULL, NULL, NULL, NULL, 99999, NULL), " +
    "('tomé', true, 38.76, -9.2, NULL, NULL, 1), ('ist190001', false, NULL, NULL, 'HUGE', 33.3, 0)",
  "INSERT INTO bot VALUES ('canteen', '2448131361091', true, true, 'päss-in-the-clear'), " +
    "('parking', 'b-Química', NULL, false, 'sha256:not-a-digest')",
];

/** Log lines by the second in UTC; the third falls into the hour that Lisbon has twice. */
export const ORIGINAL_LINES = [
  { message: 'Logged in.', u_id: 'ANA', b_id: null, bot_id: null, at: '2019-07-01 12:00:00' },
  { message: 'Olá, tudo bem?', u_id: 'rui', b_id: null, bot_id: null, at: '2019-12-24 23:59:59' },
  { message: 'Fish today', u_id: null, b_id: '2448131361091', bot_id: 'canteen', at: '2019-10-27 00:30:00' },
  { message: 'Fish still', u_id: null, b_id: '2448131361091', bot_id: 'canteen', at: '2019-10-27 01:30:00' },
] as const;

/** Makes the original's tables with data in them, in a database whose default the character set is. */
export async function makeOriginal(
  dataSource: DataSource,
  charset: string,
  collation: string,
): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    const [database] = (await runner.query('SELECT DATABASE() AS name')) as { name: string }[];
    await runner.query(`ALTER DATABASE \`${database?.name}\` CHARACTER SET ${charset} COLLATE ${collation}`);
    await runner.query("SET time_zone = '+00:00'");
    for (const statement of [...TABLES, ...ROWS]) await runner.query(statement);
    for (const { message, u_id, b_id, bot_id, at } of ORIGINAL_LINES)
      await runner.query(
        'INSERT INTO log (message, u_id, b_id, bot_id, `timestamp`) VALUES (?, ?, ?, ?, ?)',
        [message, u_id, b_id, bot_id, at],
      );
  } finally {
    await runner.release();
  }
}

import type { Dialect } from './dialect';

interface Table {
  name: string;
  /** Column and constraint lines that both engines read alike. `{id}` is an ascending key. */
  lines: string[];
  /** Index name to its columns. */
  indexes: Record<string, string[]>;
  uniqueIndexes?: Record<string, string[]>;
}

/** Metres and degrees: `decimal(10,7)` keeps a centimetre. Times are UTC. Ids compare byte for byte. */
const TABLES: Table[] = [
  {
    name: 'building',
    lines: [
      '`id` varchar(50) NOT NULL',
      '`name` varchar(100) NULL',
      '`latitude` decimal(10,7) NULL',
      '`longitude` decimal(10,7) NULL',
      '`radious` double NULL',
      // Retired buildings hold nobody; what refers to them stays readable.
      '`retired_at` datetime(3) NULL',
      'PRIMARY KEY (`id`)',
    ],
    indexes: {},
  },
  {
    name: 'user',
    lines: [
      '`id` varchar(50) NOT NULL',
      '`name` varchar(250) NULL',
      '`online` boolean NOT NULL DEFAULT 0',
      '`latitude` decimal(10,7) NULL',
      '`longitude` decimal(10,7) NULL',
      '`positioned_at` datetime(3) NULL',
      '`b_id` varchar(50) NULL',
      '`radious` double NOT NULL DEFAULT 50',
      '`counter` int NOT NULL DEFAULT 0',
      'PRIMARY KEY (`id`)',
      'CONSTRAINT `fk_user_building` FOREIGN KEY (`b_id`) REFERENCES `building` (`id`)',
    ],
    indexes: { ix_user_building: ['b_id'] },
  },
  {
    name: 'bot',
    lines: [
      '`id` varchar(50) NOT NULL',
      '`b_id` varchar(50) NOT NULL',
      '`online` boolean NOT NULL DEFAULT 0',
      '`authorized` boolean NOT NULL',
      '`pass` varchar(100) NOT NULL',
      '`registered_at` datetime(3) NULL',
      // When an admin last allowed or disallowed it; NULL: it waits for the first word.
      '`decided_at` datetime(3) NULL',
      'PRIMARY KEY (`id`)',
      'CONSTRAINT `fk_bot_building` FOREIGN KEY (`b_id`) REFERENCES `building` (`id`)',
    ],
    indexes: { ix_bot_building: ['b_id'] },
  },
  {
    name: 'log',
    lines: [
      '{id}',
      '`message` varchar(250) NOT NULL',
      '`u_id` varchar(50) NULL',
      '`b_id` varchar(50) NULL',
      '`bot_id` varchar(50) NULL',
      '`timestamp` datetime(3) NOT NULL',
      'CONSTRAINT `fk_log_user` FOREIGN KEY (`u_id`) REFERENCES `user` (`id`)',
      'CONSTRAINT `fk_log_building` FOREIGN KEY (`b_id`) REFERENCES `building` (`id`)',
      'CONSTRAINT `fk_log_bot` FOREIGN KEY (`bot_id`) REFERENCES `bot` (`id`)',
    ],
    indexes: {
      ix_log_user_time: ['u_id', 'timestamp'],
      ix_log_building_time: ['b_id', 'timestamp'],
      ix_log_bot_time: ['bot_id', 'timestamp'],
      ix_log_time: ['timestamp'],
    },
  },
  {
    name: 'sign_in',
    lines: [
      '`digest` varchar(64) NOT NULL',
      '`user_id` varchar(50) NOT NULL',
      '`created_at` datetime(3) NOT NULL',
      '`expires_at` datetime(3) NOT NULL',
      'PRIMARY KEY (`digest`)',
      'CONSTRAINT `fk_sign_in_user` FOREIGN KEY (`user_id`) REFERENCES `user` (`id`)',
    ],
    indexes: { ix_sign_in_user: ['user_id'], ix_sign_in_expiry: ['expires_at'] },
  },
  {
    name: 'bot_sign_in',
    lines: [
      '`digest` varchar(64) NOT NULL',
      '`bot_id` varchar(50) NOT NULL',
      '`created_at` datetime(3) NOT NULL',
      '`expires_at` datetime(3) NOT NULL',
      'PRIMARY KEY (`digest`)',
      'CONSTRAINT `fk_bot_sign_in_bot` FOREIGN KEY (`bot_id`) REFERENCES `bot` (`id`) ON DELETE CASCADE',
    ],
    indexes: { ix_bot_sign_in_bot: ['bot_id'], ix_bot_sign_in_expiry: ['expires_at'] },
  },
  {
    name: 'message',
    lines: [
      '{id}',
      '`kind` varchar(20) NOT NULL',
      '`sender_kind` varchar(10) NOT NULL',
      '`sender_id` varchar(50) NOT NULL',
      '`text` varchar(2000) NOT NULL',
      '`sent_at` datetime(3) NOT NULL',
      '`idempotency_key` varchar(100) NULL',
      // The building that it went to as a whole; NULL: to chosen people.
      '`b_id` varchar(50) NULL',
      '`recipient_count` int NOT NULL DEFAULT 0',
    ],
    indexes: { ix_message_sender: ['sender_kind', 'sender_id', 'id'], ix_message_time: ['sent_at'] },
    uniqueIndexes: { ux_message_key: ['sender_kind', 'sender_id', 'idempotency_key'] },
  },
  {
    // The sender and the time stand here again: "who wrote to me lately" is then one index look-up.
    name: 'message_recipient',
    lines: [
      '`message_id` bigint NOT NULL',
      '`recipient_kind` varchar(10) NOT NULL',
      '`recipient_id` varchar(50) NOT NULL',
      '`sender_kind` varchar(10) NOT NULL',
      '`sender_id` varchar(50) NOT NULL',
      '`sent_at` datetime(3) NOT NULL',
      // Counts each recipient's messages without a gap, in the order of their commits.
      '`sequence` bigint NOT NULL DEFAULT 0',
      '`delivered_at` datetime(3) NULL',
      '`seen_at` datetime(3) NULL',
      'PRIMARY KEY (`message_id`, `recipient_kind`, `recipient_id`)',
      'CONSTRAINT `fk_recipient_message` FOREIGN KEY (`message_id`) REFERENCES `message` (`id`) ON DELETE CASCADE',
    ],
    indexes: {
      ix_recipient_messages: ['recipient_kind', 'recipient_id', 'message_id'],
      // What one wrote to another, in order. Users and bots share one namespace: the ids are enough.
      ix_recipient_conversation: ['recipient_id', 'sender_id', 'message_id'],
      ix_recipient_sender: ['recipient_kind', 'recipient_id', 'sender_kind', 'sender_id', 'sent_at'],
    },
    uniqueIndexes: { ux_recipient_sequence: ['recipient_kind', 'recipient_id', 'sequence'] },
  },
  {
    // The last sequence number that somebody's messages have; whoever sends to them takes the next one here.
    name: 'mailbox',
    lines: [
      '`recipient_kind` varchar(10) NOT NULL',
      '`recipient_id` varchar(50) NOT NULL',
      '`sequence` bigint NOT NULL',
      'PRIMARY KEY (`recipient_kind`, `recipient_id`)',
    ],
    indexes: {},
  },
  {
    // Stored messages that are not known to have been handed to the queues.
    name: 'outbox',
    lines: [
      '`message_id` bigint NOT NULL',
      '`attempts` int NOT NULL DEFAULT 0',
      '`due_at` datetime(3) NOT NULL',
      // Given up: an operator has to look at it.
      '`set_aside_at` datetime(3) NULL',
      '`fault` varchar(250) NULL',
      'PRIMARY KEY (`message_id`)',
      'CONSTRAINT `fk_outbox_message` FOREIGN KEY (`message_id`) REFERENCES `message` (`id`) ON DELETE CASCADE',
    ],
    indexes: { ix_outbox_due: ['set_aside_at', 'due_at'] },
  },
  {
    // What admins did. Whoever is named here may be gone: there are no foreign keys.
    name: 'admin_action',
    lines: [
      '{id}',
      '`admin_id` varchar(50) NOT NULL',
      '`action` varchar(50) NOT NULL',
      '`target` varchar(100) NOT NULL',
      '`detail` varchar(500) NOT NULL',
      '`at` datetime(3) NOT NULL',
    ],
    indexes: { ix_admin_action_time: ['at'], ix_admin_action_admin: ['admin_id', 'id'] },
  },
  {
    // Which Perto this is: one row. Servers of different databases can share a broker without hearing each other.
    name: 'installation',
    lines: ['`id` varchar(36) NOT NULL', '`held_by` varchar(36) NULL', 'PRIMARY KEY (`id`)'],
    indexes: {},
  },
];

/**
 * Statements that create whatever is missing, parents first.
 *
 * Written in what MySQL 8.4, MariaDB 10.11 and SQLite share; only the ascending
 * key and the table options differ.
 */
export function schemaStatements(dialect: Dialect): string[] {
  return TABLES.flatMap((table) => {
    const { name, lines } = table;
    const indexes = indexesOf(table);
    const inline = indexes.map(
      ([index, { unique, columns }]) => `${unique}KEY \`${index}\` (${quoted(columns)})`,
    );
    const separate = indexes.map(
      ([index, { unique, columns }]) =>
        `CREATE ${unique}INDEX IF NOT EXISTS \`${index}\` ON \`${name}\` (${quoted(columns)})`,
    );
    const body = lines.map((line) => (line === '{id}' ? ascendingKey(dialect) : line));
    return dialect === 'mysql'
      ? [`${create(name, [...body, ...inline])} ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`]
      : [create(name, body), ...separate];
  });
}

/** Statement that creates one index of the schema. */
export function indexStatement(table: string, index: string): string {
  const { unique, columns } =
    new Map(indexesOf(tableOf(table))).get(index) ?? missing(`index ${index}`, table);
  return `CREATE ${unique}INDEX \`${index}\` ON \`${table}\` (${quoted(columns)})`;
}

/** Statement that adds one column of the schema to a table that was made without it. */
export function columnStatement(table: string, column: string): string {
  const line = tableOf(table).lines.find((text) => text.startsWith(`\`${column}\` `));
  return `ALTER TABLE \`${table}\` ADD COLUMN ${line ?? missing(`column ${column}`, table)}`;
}

const tableOf = (table: string): Table =>
  TABLES.find(({ name }) => name === table) ?? missing('such table', table);

type Index = { unique: '' | 'UNIQUE '; columns: string[] };

function indexesOf({ indexes, uniqueIndexes = {} }: Table): [string, Index][] {
  const named = (group: Record<string, string[]>, unique: Index['unique']) =>
    Object.entries(group).map(([name, columns]): [string, Index] => [name, { unique, columns }]);
  return [...named(indexes, ''), ...named(uniqueIndexes, 'UNIQUE ')];
}

function missing(what: string, table: string): never {
  throw new Error(`The schema has no ${what} on ${table}`);
}

function ascendingKey(dialect: Dialect): string {
  return dialect === 'mysql'
    ? '`id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY'
    : '`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL';
}

const create = (table: string, lines: string[]) =>
  `CREATE TABLE IF NOT EXISTS \`${table}\` (\n  ${lines.join(',\n  ')}\n)`;

const quoted = (columns: string[]) => columns.map((column) => `\`${column}\``).join(', ');

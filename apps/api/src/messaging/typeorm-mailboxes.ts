import { addressKey, type Address } from '../auth/address';
import type { Transaction } from '../platform/database/database';
import type { Line } from './message';

/** The one clause that the engines spell differently. */
const OR_COUNT_ON = {
  mysql: 'ON DUPLICATE KEY UPDATE `sequence` = `sequence` + 1',
  sqlite: 'ON CONFLICT (`recipient_kind`, `recipient_id`) DO UPDATE SET `sequence` = `sequence` + 1',
};

/** SQLite allows so many values in a statement; MySQL far more. */
const ROWS_A_STATEMENT = 1000;

/**
 * Takes the next number of every recipient, who must be named once each; answers them sorted.
 *
 * The rows stay locked until the transaction ends: whoever sends to one of them
 * meanwhile waits, so numbers become visible in their order and none is lost.
 */
export async function takeNumbers(transaction: Transaction, recipients: readonly Address[]): Promise<Line[]> {
  const lines: Line[] = [];
  // One order of row locks everywhere, so that nobody waits in a circle.
  const sorted = recipients
    .map((recipient) => ({ recipient, key: addressKey(recipient) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ recipient }) => recipient);
  for (let start = 0; start < sorted.length; start += ROWS_A_STATEMENT)
    lines.push(...(await take(transaction, sorted.slice(start, start + ROWS_A_STATEMENT))));
  return lines;
}

async function take(transaction: Transaction, recipients: readonly Address[]): Promise<Line[]> {
  const places = recipients.map(() => '(?, ?, 1)').join(', ');
  const dialect = transaction.connection.options.type === 'better-sqlite3' ? 'sqlite' : 'mysql';
  await transaction.query(
    `INSERT INTO \`mailbox\` (\`recipient_kind\`, \`recipient_id\`, \`sequence\`) VALUES ${places} ${OR_COUNT_ON[dialect]}`,
    recipients.flatMap(({ kind, id }) => [kind, id]),
  );
  // Plain SQL: TypeORM takes far longer to write such a statement than the database to run it.
  const kinds = [...new Set(recipients.map(({ kind }) => kind))];
  const idsOf = (wanted: string) => recipients.flatMap(({ kind, id }) => (kind === wanted ? id : []));
  const theirs = kinds.map(
    (kind) =>
      `\`recipient_kind\` = ? AND \`recipient_id\` IN (${idsOf(kind)
        .map(() => '?')
        .join(', ')})`,
  );
  const rows = await transaction.query<(Address & { sequence: string | number })[]>(
    'SELECT `recipient_kind` AS `kind`, `recipient_id` AS `id`, `sequence` FROM `mailbox` ' +
      `WHERE ${theirs.join(' OR ')} ORDER BY \`recipient_kind\`, \`recipient_id\``,
    kinds.flatMap((kind) => [kind, ...idsOf(kind)]),
  );
  return rows.map(({ kind, id, sequence }) => ({ recipient: { kind, id }, sequence: Number(sequence) }));
}

import type { Address } from '../auth/address';
import type { TestServer } from './running-server';

const SENT_AT = '2026-01-01 12:00:00.000';
/** SQLite allows so many values in a statement. */
const ROWS_A_STATEMENT = 500;

/** Puts messages to one user into the database past the server, the oldest first; nobody is told. */
export async function storeMessages(
  server: TestServer,
  sender: Address,
  recipient: string,
  texts: string[],
): Promise<void> {
  const insert = async (table: string, rows: unknown[][]) => {
    const places = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
    await server.query(`INSERT INTO ${table} VALUES ${places}`, rows.flat());
  };
  const highest = async (sql: string, parameters: unknown[] = []) =>
    Number((await server.query<{ highest: string | number | null }>(sql, parameters))[0]?.highest ?? 0);
  const newest = await highest('SELECT MAX(id) AS highest FROM message');
  const mailbox = 'FROM mailbox WHERE recipient_kind = ? AND recipient_id = ?';
  const taken = await highest(`SELECT sequence AS highest ${mailbox}`, ['user', recipient]);
  for (let start = 0; start < texts.length; start += ROWS_A_STATEMENT) {
    const some = texts
      .slice(start, start + ROWS_A_STATEMENT)
      .map((text, index) => ({ text, place: start + index + 1 }));
    await insert(
      'message (id, kind, sender_kind, sender_id, text, sent_at, recipient_count)',
      some.map(({ text, place }) => [newest + place, 'text', sender.kind, sender.id, text, SENT_AT, 1]),
    );
    await insert(
      'message_recipient (message_id, recipient_kind, recipient_id, sender_kind, sender_id, sent_at, sequence)',
      some.map(({ place }) => [
        ...[newest + place, 'user', recipient, sender.kind, sender.id, SENT_AT],
        taken + place,
      ]),
    );
  }
  await server.query(`DELETE ${mailbox}`, ['user', recipient]);
  await insert('mailbox (recipient_kind, recipient_id, sequence)', [
    ['user', recipient, taken + texts.length],
  ]);
}

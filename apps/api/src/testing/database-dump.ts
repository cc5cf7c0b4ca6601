import type { TestServer } from './running-server';

const TABLES = ['building', 'user', 'bot', 'log', 'sign_in', 'message', 'message_recipient', 'mailbox'];

/** Every row of every table, in an order that does not depend on the engine: for telling whether anything changed. */
export async function dumpOf(server: TestServer): Promise<Record<string, string[]>> {
  const dump: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows = await server.query<object>(`SELECT * FROM \`${table}\``);
    dump[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return dump;
}

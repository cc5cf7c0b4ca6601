import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { connectTo } from '../../testing/database-shape';
import { createDatabase, describeEachSize, discard, type Place } from '../../testing/running-server';

const AT = '2026-01-01 12:00:00.000';
/** Message ids and whom each went to, as they were before anybody counted. */
const SENT: [number, string[]][] = [
  [3, ['rui', 'eva']],
  [5, ['rui']],
  [6, ['eva']],
  [9, ['rui', 'eva', 'Rui']],
];

describeEachSize('messages of before they were counted', ({ name }) => {
  let place: Place;
  let dataSource: DataSource;

  beforeEach(async () => {
    jest.spyOn(console, 'log').mockImplementation();
    const directory = mkdtempSync(join(tmpdir(), 'perto-numbers-'));
    place = {
      directory,
      databaseUrl: name === 'one server' ? await createDatabase() : undefined,
    };
  });
  afterEach(async () => {
    await dataSource.destroy();
    await discard(place);
  });

  /** A database as it was before messages had numbers. */
  async function madeBefore(): Promise<void> {
    dataSource = await connectTo(place);
    await dataSource.runMigrations();
    for (;;) {
      const [last] = await dataSource.query<{ name: string }[]>(
        'SELECT name FROM migration ORDER BY timestamp DESC LIMIT 1',
      );
      await dataSource.undoLastMigration();
      if (last?.name.startsWith('DeliverMessages')) return;
    }
  }

  async function store(id: number, recipients: string[]): Promise<void> {
    await dataSource.query(
      "INSERT INTO message (id, kind, sender_kind, sender_id, text, sent_at) VALUES (?, 'text', 'user', 'ana', 'x', ?)",
      [id, AT],
    );
    for (const recipient of recipients)
      await dataSource.query(
        'INSERT INTO message_recipient (message_id, recipient_kind, recipient_id, sender_kind, sender_id, sent_at) ' +
          "VALUES (?, 'user', ?, 'user', 'ana', ?)",
        [id, recipient, AT],
      );
  }

  it('are numbered in their order, count as seen, and the next number follows them', async () => {
    await madeBefore();
    for (const [id, recipients] of SENT) await store(id, recipients);

    await dataSource.runMigrations();

    const lines = await dataSource.query<
      Record<'recipient_id' | 'message_id' | 'sequence', string | number>[]
    >('SELECT * FROM message_recipient ORDER BY recipient_id, message_id');
    expect(lines.map((line) => [line.recipient_id, Number(line.message_id), Number(line.sequence)])).toEqual([
      ['Rui', 9, 1],
      ['eva', 3, 1],
      ['eva', 6, 2],
      ['eva', 9, 3],
      ['rui', 3, 1],
      ['rui', 5, 2],
      ['rui', 9, 3],
    ]);
    const mailboxes = await dataSource.query<{ recipient_id: string; sequence: string | number }[]>(
      'SELECT * FROM mailbox ORDER BY recipient_id',
    );
    expect(mailboxes.map((row) => [row.recipient_id, Number(row.sequence)])).toEqual([
      ['Rui', 1],
      ['eva', 3],
      ['rui', 3],
    ]);
    const unseen = 'SELECT * FROM message_recipient WHERE seen_at IS NULL OR delivered_at IS NULL';
    expect(await dataSource.query(unseen)).toEqual([]);
    expect(await dataSource.query('SELECT id FROM installation')).toHaveLength(1);
  });
});

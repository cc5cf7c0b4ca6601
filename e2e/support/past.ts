import type { Product } from './product';

export interface PastMessage {
  from: string;
  to: readonly string[];
  text: string;
  at: Date;
  /** Written by a bot instead of a person. */
  bot?: boolean;
  /** Nobody has seen it, or even got it, yet. */
  unseen?: boolean;
}

/** Stores messages as if they had been sent then; whoever is connected is not told. Oldest first. */
export async function wroteBefore(product: Product, messages: readonly PastMessage[]): Promise<void> {
  for (const { from, to, text, at, bot = false, unseen = false } of messages) {
    const kind = bot ? 'bot' : 'user';
    const { insertId } = await product.query(
      "INSERT INTO message (kind, sender_kind, sender_id, text, sent_at, recipient_count) VALUES ('text', ?, ?, ?, ?, ?)",
      [kind, from, text, at, to.length],
    );
    for (const recipient of to)
      await addLine(product, [insertId, 'user', recipient, kind, from, at], unseen ? null : at);
  }
}

/** The message, the recipient's kind and id, the sender's, and when it was sent. */
type Line = [number, 'user', string, 'user' | 'bot', string, Date];

/** Adds a message to somebody's mailbox, as the last one; it was delivered and seen at once, or never. */
async function addLine(product: Product, line: Line, seenAt: Date | null): Promise<void> {
  const [, kind, recipient] = line;
  await product.query(
    `INSERT INTO mailbox (recipient_kind, recipient_id, sequence) VALUES (?, ?, 1)
       ON DUPLICATE KEY UPDATE sequence = sequence + 1`,
    [kind, recipient],
  );
  await product.query(
    `INSERT INTO message_recipient
       (message_id, recipient_kind, recipient_id, sender_kind, sender_id, sent_at, delivered_at, seen_at, sequence)
       SELECT ?, ?, ?, ?, ?, ?, ?, ?, sequence FROM mailbox WHERE recipient_kind = ? AND recipient_id = ?`,
    [...line, seenAt, seenAt, kind, recipient],
  );
}

/** A bot that may speak in a building, as an administrator allowed it. */
export async function allowBot(product: Product, id: string, buildingId: string): Promise<void> {
  await product.query('INSERT INTO bot (id, b_id, online, authorized, pass) VALUES (?, ?, 1, 1, ?)', [
    id,
    buildingId,
    'no secret has this digest',
  ]);
}

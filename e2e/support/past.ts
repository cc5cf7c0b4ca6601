import type { Product } from './product';

export interface PastMessage {
  from: string;
  to: readonly string[];
  text: string;
  at: Date;
  /** Written by a bot instead of a person. */
  bot?: boolean;
}

/** Stores messages as if they had been sent then; whoever is connected is not told. Oldest first. */
export async function wroteBefore(product: Product, messages: readonly PastMessage[]): Promise<void> {
  for (const { from, to, text, at, bot = false } of messages) {
    const kind = bot ? 'bot' : 'user';
    const { insertId } = await product.query(
      "INSERT INTO message (kind, sender_kind, sender_id, text, sent_at) VALUES ('text', ?, ?, ?, ?)",
      [kind, from, text, at],
    );
    const lines = to.map((recipient) => [insertId, 'user', recipient, kind, from, at]);
    await product.query(
      `INSERT INTO message_recipient
         (message_id, recipient_kind, recipient_id, sender_kind, sender_id, sent_at) VALUES ?`,
      [lines],
    );
  }
}

/** A bot that may speak in a building, as an administrator allowed it. */
export async function allowBot(product: Product, id: string, buildingId: string): Promise<void> {
  await product.query('INSERT INTO bot (id, b_id, online, authorized, pass) VALUES (?, ?, 1, 1, ?)', [
    id,
    buildingId,
    'no secret has this digest',
  ]);
}

import { z } from 'zod';
import { addressKey, type Address } from '../auth/address';
import type { Deliverable, Line } from './message';

const kind = z.enum(['user', 'bot']);
const building = z.object({ id: z.string(), name: z.string() });
const participant = z.object({
  kind,
  id: z.string(),
  name: z.string().optional(),
  building: building.optional(),
});

/** What lies in a queue of the broker; anything else does not belong there. */
const queued = z.object({
  deliverable: z.object({
    message: z.object({
      id: z.string(),
      kind: z.literal('text'),
      sender: z.object({ kind, id: z.string() }),
      text: z.string(),
      sentAt: z.number(),
      buildingId: z.string().optional(),
      recipientCount: z.int().nonnegative(),
    }),
    sender: participant,
    building: building.optional(),
  }),
  /** By the recipient's address. */
  sequences: z.record(z.string(), z.int().positive()),
});

/** One publication: the message once, and its place among the messages of each recipient. */
export function packed(deliverable: Deliverable, lines: readonly Line[]): Buffer {
  const sequences = Object.fromEntries(
    lines.map(({ recipient, sequence }) => [addressKey(recipient), sequence]),
  );
  const { idempotencyKey: _senders, ...message } = deliverable.message;
  return Buffer.from(JSON.stringify({ deliverable: { ...deliverable, message }, sequences }));
}

/**
 * Reads a publication for one of its recipients.
 *
 * @throws Error that says, without what is in it, why it cannot be read
 */
export function unpacked(
  content: Buffer,
  recipient: Address,
): { deliverable: Deliverable; sequence: number } {
  const read = queued.safeParse(jsonOf(content));
  if (!read.success) throw new Error('It is not a message');
  const sequence = read.data.sequences[addressKey(recipient)];
  if (sequence === undefined) throw new Error('It has no number for its recipient');
  return { deliverable: read.data.deliverable, sequence };
}

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString());
  } catch {
    return undefined;
  }
}

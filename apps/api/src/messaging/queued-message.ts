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

/** A publication as it lies in every queue that it came to. */
interface Publication {
  readonly content: Buffer;
  readonly deliverable: Deliverable;
  readonly sequences: Readonly<Record<string, number>>;
}

/** Publications that are remembered: a message to a whole building is some dozens. */
const REMEMBERED = 128;

/**
 * Reads publications for those whom they went to.
 *
 * The same one comes out of the queue of every session that it is for, at nearly
 * the same time: it is read once, and what was read is shared.
 */
export class PublicationReader {
  /** By the name that it was published with, the oldest first. */
  private readonly remembered = new Map<string, Publication>();

  /**
   * @param name what the publication calls itself; nothing depends on its being true
   * @throws Error that says, without what is in it, why it cannot be read
   */
  read(content: Buffer, name: unknown, recipient: Address): { deliverable: Deliverable; sequence: number } {
    const { deliverable, sequences } = this.publication(content, name);
    const sequence = sequences[addressKey(recipient)];
    if (sequence === undefined) throw new Error('It has no number for its recipient');
    return { deliverable, sequence };
  }

  private publication(content: Buffer, name: unknown): Publication {
    if (typeof name !== 'string') return publicationOf(content);
    const known = this.remembered.get(name);
    if (known?.content.equals(content)) return known;
    const publication = publicationOf(content);
    this.remembered.delete(name);
    this.remembered.set(name, publication);
    for (const oldest of this.remembered.keys()) {
      if (this.remembered.size <= REMEMBERED) break;
      this.remembered.delete(oldest);
    }
    return publication;
  }
}

function publicationOf(content: Buffer): Publication {
  const read = queued.safeParse(jsonOf(content));
  if (!read.success) throw new Error('It is not a message');
  return { content, ...read.data };
}

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString());
  } catch {
    return undefined;
  }
}

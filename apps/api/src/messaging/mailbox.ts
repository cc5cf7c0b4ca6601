import { Injectable } from '@nestjs/common';
import type { Address } from '../auth/address';
import type { Deliverable, MessageId } from './message';
import { Participants } from './participants';
import { LineStore } from './typeorm-line-store';
import { MessageStore } from './typeorm-message-store';

/** One of somebody's messages, as it lies in their mailbox. */
export interface Posted {
  /** Its place among the recipient's messages, from 1. */
  readonly sequence: number;
  readonly seen: boolean;
  readonly deliverable: Deliverable;
}

/**
 * Everybody's messages in the order of their commits, numbered without a gap.
 *
 * A number is seen only after all smaller ones: whoever reads on from the last
 * number they know misses nothing. Where old messages were deleted, their
 * numbers are missing.
 */
@Injectable()
export class Mailbox {
  constructor(
    private readonly lines: LineStore,
    private readonly messages: MessageStore,
    private readonly participants: Participants,
  ) {}

  /** The recipient's messages after a number, in order; `limit` of them at most. */
  async after(recipient: Address, sequence: number, limit: number): Promise<Posted[]> {
    const page = await this.lines.after(recipient, sequence, limit);
    const ids = page.map(({ message }) => message);
    const [messages, shown] = await Promise.all([
      this.messages.find(ids),
      this.participants.among(page.map(({ sender }) => sender)),
    ]);
    return page.flatMap(({ message: id, sequence: place, seen }) => {
      const message = messages.get(id);
      if (!message) return []; // deleted while it was looked up
      return { sequence: place, seen, deliverable: this.participants.deliverable(message, shown) };
    });
  }

  /** Where the recipient's messages end now; `id` is null when there is none, or it was deleted. */
  head(recipient: Address): Promise<{ sequence: number; id: MessageId | null }> {
    return this.lines.head(recipient);
  }

  /** The number that a message has among the recipient's; undefined when it is none of them. */
  sequenceOf(recipient: Address, id: MessageId): Promise<number | undefined> {
    return this.lines.sequenceOf(recipient, id);
  }
}

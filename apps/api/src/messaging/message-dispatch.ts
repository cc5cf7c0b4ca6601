import { Injectable } from '@nestjs/common';
import type { ActivityLine } from '../activity/activity-line';
import { unavailable } from '../platform/errors';
import type { Composed, Deliverable } from './message';
import { OutboxRelay } from './outbox-relay';
import { Participants, type Shown } from './participants';
import { MessageStore, type Alongside, type Stored } from './typeorm-message-store';

/** A message that was just stored, as it is shown. */
export interface Dispatched extends Stored {
  readonly deliverable: Deliverable;
}

/** Stores messages and sends them on. */
@Injectable()
export class MessageDispatch {
  constructor(
    private readonly participants: Participants,
    private readonly messages: MessageStore,
    private readonly relay: OutboxRelay,
  ) {}

  /**
   * Settles as soon as the message is stored with its line of the log. `shown` tells how its sender is shown.
   *
   * @param alongside written in the same transaction
   * @throws PertoError `unavailable` while the broker or the database is away; nothing is stored then
   * @throws Error when the sender used the idempotency key before
   */
  async dispatch(
    composed: Composed,
    line: ActivityLine,
    shown: Shown,
    alongside?: Alongside,
  ): Promise<Dispatched> {
    if (!this.relay.accepting) throw unavailable('The message broker');
    const stored = await this.messages.append(composed, line, alongside);
    const deliverable = this.participants.deliverable(stored.message, shown);
    this.relay.handOn(deliverable, stored.lines); // after the commit, never inside it; the answer does not wait for it
    return { ...stored, deliverable };
  }
}

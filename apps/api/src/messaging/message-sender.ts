import { Injectable } from '@nestjs/common';
import type { Draft, MessageAnswer, Participant } from '@perto/contract';
import { wrote } from '../activity/activity-line';
import { userAddress, type Address } from '../auth/address';
import type { UserId } from '../auth/sign-in';
import { Clock } from '../platform/clock';
import { PertoError, unavailable } from '../platform/errors';
import { EarlierMessages } from './earlier-messages';
import { sentAnswer } from './message-answer';
import { OutboxRelay } from './outbox-relay';
import { Participants } from './participants';
import { Reach } from './reach';
import { MessageStore } from './typeorm-message-store';

export interface SendOptions {
  /** The member of the body that names the recipients: refusals point to it. */
  field: 'users' | 'recipients';
  /** The sender's own name for the request: repeated with it, one message is stored. */
  key: string | undefined;
}

/** Takes messages in, stores them, and sends them on. */
@Injectable()
export class MessageSender {
  constructor(
    private readonly reach: Reach,
    private readonly earlier: EarlierMessages,
    private readonly participants: Participants,
    private readonly messages: MessageStore,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends `draft` to all of its recipients or to none, and answers as soon as it is stored.
   *
   * A repeated request is recognised before anything else: whom the sender could
   * reach then may be out of reach now.
   *
   * @throws PertoError `idempotency_key_reused` when the key belongs to another message
   * @throws PertoError `not_reachable` that names those whom the sender cannot reach
   * @throws PertoError `unavailable` while the broker or the database is away; nothing is stored then
   */
  async send(user: UserId, draft: Draft, { field, key }: SendOptions): Promise<MessageAnswer> {
    const sender = userAddress(user);
    const earlier = await this.earlier.find(sender, key, draft);
    if (earlier) return earlier;
    const recipients = draft.recipients.map(userAddress);
    const [shown] = await Promise.all([
      this.participants.among([sender, ...recipients]),
      this.refuseUnreachable(user, draft.recipients, field),
    ]);
    if (!this.relay.accepting) throw unavailable('The message broker');
    try {
      return await this.store(sender, recipients, draft.text, key, shown);
    } catch (error) {
      // The same request came twice at once, or its commit was answered too late: then it is stored after all.
      const stored = await this.earlier.find(sender, key, draft);
      if (stored) return stored;
      throw error;
    }
  }

  private async store(
    sender: Address,
    recipients: Address[],
    text: string,
    idempotencyKey: string | undefined,
    shown: (address: Address) => Participant,
  ): Promise<MessageAnswer> {
    const sentAt = this.clock.now();
    const { message, lines } = await this.messages.append(
      { kind: 'text', sender, text, sentAt, recipients, idempotencyKey },
      wrote(sender.id, recipients.length, sentAt),
    );
    const deliverable = { message, sender: shown(sender), recipientCount: recipients.length };
    this.relay.handOn(deliverable, lines); // after the commit, never inside it; the answer does not wait for it
    const answered = lines.map(({ recipient }) => shown(recipient)); // in the order that the history has them in
    return sentAnswer(deliverable, answered, { delivered: 0, seen: 0 });
  }

  private async refuseUnreachable(
    sender: UserId,
    recipients: UserId[],
    field: SendOptions['field'],
  ): Promise<void> {
    const unreachable = await this.reach.unreachable(sender, recipients);
    if (unreachable.length === 0) return;
    throw new PertoError(
      'not_reachable',
      `Not within your reach: ${unreachable.join(', ')}. Nothing was sent.`,
      unreachable.map((user) => ({ path: field, message: user })),
    );
  }
}

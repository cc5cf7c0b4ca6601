import { Injectable } from '@nestjs/common';
import type { Draft, MessageAnswer } from '@perto/contract';
import { wrote, type ActivityLine } from '../activity/activity-line';
import type { Address } from '../auth/address';
import { Clock } from '../platform/clock';
import { PertoError } from '../platform/errors';
import { EarlierMessages } from './earlier-messages';
import { sentAnswer } from './message-answer';
import { MessageDispatch } from './message-dispatch';
import { Participants } from './participants';
import { Reach } from './reach';

export interface SendOptions {
  /** The member of the body that names the recipients: refusals point to it. */
  field: 'users' | 'recipients';
  /** The sender's own name for the request: repeated with it, one message is stored. */
  key: string | undefined;
  /** The line of the log; the usual one of a user when it is left out. */
  line?: (recipients: number, at: number) => ActivityLine;
}

/** Takes in messages to chosen people and bots, and sends them. */
@Injectable()
export class MessageSender {
  constructor(
    private readonly reach: Reach,
    private readonly earlier: EarlierMessages,
    private readonly participants: Participants,
    private readonly dispatch: MessageDispatch,
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
  async send(sender: Address, draft: Draft, options: SendOptions): Promise<MessageAnswer> {
    const earlier = await this.earlier.find(sender, options.key, draft);
    if (earlier) return earlier;
    const recipients = await this.reachable(sender, draft.recipients, options.field);
    try {
      return await this.store(sender, recipients, draft.text, options);
    } catch (error) {
      // The same request came twice at once, or its commit was answered too late: then it is stored after all.
      const stored = await this.earlier.find(sender, options.key, draft);
      if (stored) return stored;
      throw error;
    }
  }

  private async store(
    sender: Address,
    recipients: Address[],
    text: string,
    { key, line = (count, at) => wrote(sender.id, count, at) }: SendOptions,
  ): Promise<MessageAnswer> {
    const sentAt = this.clock.now();
    const shown = await this.participants.among([sender, ...recipients]);
    const { deliverable, lines } = await this.dispatch.dispatch(
      { kind: 'text', sender, text, sentAt, recipients, idempotencyKey: key },
      line(recipients.length, sentAt),
      shown,
    );
    const answered = lines.map(({ recipient }) => shown(recipient)); // in the order that the history has them in
    return sentAnswer(deliverable, answered, { delivered: 0, seen: 0 });
  }

  private async reachable(sender: Address, ids: string[], field: SendOptions['field']): Promise<Address[]> {
    const { reached, unreachable } = await this.reach.among(sender, ids);
    if (unreachable.length === 0) return reached;
    throw new PertoError(
      'not_reachable',
      `Not within your reach: ${unreachable.join(', ')}. Nothing was sent.`,
      unreachable.map((id) => ({ path: field, message: id })),
    );
  }
}

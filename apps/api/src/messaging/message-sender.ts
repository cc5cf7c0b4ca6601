import { Injectable, Logger } from '@nestjs/common';
import { LIMITS, type Draft } from '@perto/contract';
import { wrote } from '../activity/activity-line';
import type { UserId } from '../auth/sign-in';
import { Whereabouts } from '../location/whereabouts';
import { Clock } from '../platform/clock';
import { PertoError, unavailable } from '../platform/errors';
import { userAddress, type Address, type Message } from './message';
import { SessionQueues } from './session-queues';
import { MessageStore } from './typeorm-message-store';

const ANSWERABLE_MS = LIMITS.answerableDays * 24 * 60 * 60 * 1000;

/** Takes messages in, stores them, and sends them on. */
@Injectable()
export class MessageSender {
  private readonly logger = new Logger('Messaging');

  constructor(
    private readonly whereabouts: Whereabouts,
    private readonly messages: MessageStore,
    private readonly queues: SessionQueues,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends `draft` to all of its recipients or to none.
   *
   * @throws PertoError `not_reachable` that names those whom the sender cannot reach
   * @throws PertoError `unavailable` while the broker or the database is away; nothing is stored then
   */
  async send(sender: UserId, { recipients, text }: Draft): Promise<void> {
    await this.refuseUnreachable(sender, recipients);
    if (!this.queues.accepting) throw unavailable('The message broker');
    const sentAt = this.clock.now();
    const addresses = recipients.map(userAddress);
    const message = await this.messages.append(
      { kind: 'text', sender: userAddress(sender), text, sentAt, recipients: addresses },
      wrote(sender, recipients.length, sentAt),
    );
    await this.deliver(message, addresses); // after the commit, never inside it
  }

  /** It is stored already: whatever the broker does now, the message is not lost. */
  private async deliver(message: Message, recipients: Address[]): Promise<void> {
    try {
      await this.queues.publish(message, recipients);
    } catch (error) {
      this.logger.warn(`Message ${message.id} is stored but was not handed to the broker: ${String(error)}`);
    }
  }

  private async refuseUnreachable(sender: UserId, recipients: UserId[]): Promise<void> {
    const near = await this.whereabouts.reachable(sender, recipients);
    const far = recipients.filter((user) => !near.has(user));
    const correspondents = await this.messages.whoWroteTo(
      userAddress(sender),
      far.map(userAddress),
      this.clock.now() - ANSWERABLE_MS,
    );
    const unreachable = far.filter((user) => !correspondents.has(user));
    if (unreachable.length === 0) return;
    throw new PertoError(
      'not_reachable',
      `Not within your reach: ${unreachable.join(', ')}. Nothing was sent.`,
      unreachable.map((user) => ({ path: 'users', message: user })),
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { ActivityLine } from '../activity/activity-line';
import { isSameAddress, userAddress, type Address } from '../auth/address';
import type { BuildingId } from '../buildings/building';
import { Whereabouts } from '../location/whereabouts';
import { Clock } from '../platform/clock';
import { PertoError } from '../platform/errors';
import type { Message, MessageId } from './message';
import { MessageDispatch } from './message-dispatch';
import { Participants } from './participants';
import { MessageStore, type Alongside } from './typeorm-message-store';

/** Something that somebody says to a whole building. */
export interface Announcement {
  readonly sender: Address;
  readonly buildingId: BuildingId;
  readonly text: string;
  /** The sender's own name for the request: repeated with it, one message is stored. */
  readonly key: string | undefined;
  /** The line of the log. */
  readonly line: (recipients: number, at: number) => ActivityLine;
  /** Written in the same transaction; not when the request is a repeat. */
  readonly alongside?: Alongside;
}

export interface Announced {
  readonly id: MessageId;
  /** How many people it went to. */
  readonly reached: number;
}

/** Speaks to everybody who is online in a building; who they are the sender is not told. */
@Injectable()
export class BuildingBroadcast {
  constructor(
    private readonly whereabouts: Whereabouts,
    private readonly participants: Participants,
    private readonly messages: MessageStore,
    private readonly dispatch: MessageDispatch,
    private readonly clock: Clock,
  ) {}

  /**
   * Settles as soon as the message is stored. Costs by the people in the building.
   *
   * @throws PertoError `idempotency_key_reused` when the key belongs to another message
   * @throws PertoError `unavailable` while the broker or the database is away; nothing is stored then
   */
  async send(announcement: Announcement): Promise<Announced> {
    const earlier = await this.earlier(announcement);
    if (earlier) return earlier;
    try {
      return await this.store(announcement);
    } catch (error) {
      // The same request came twice at once, or its commit was answered too late: then it is stored after all.
      const stored = await this.earlier(announcement);
      if (stored) return stored;
      throw error;
    }
  }

  private async store({ sender, buildingId, text, key, line, alongside }: Announcement): Promise<Announced> {
    const recipients = this.whereabouts
      .audienceOf(buildingId)
      .map(userAddress)
      .filter((recipient) => !isSameAddress(recipient, sender));
    const shown = await this.participants.among([sender]);
    const sentAt = this.clock.now();
    const { message } = await this.dispatch.dispatch(
      { kind: 'text', sender, text, sentAt, recipients, buildingId, idempotencyKey: key },
      line(recipients.length, sentAt),
      shown,
      alongside,
    );
    return announced(message);
  }

  private async earlier({ sender, buildingId, text, key }: Announcement): Promise<Announced | undefined> {
    const message = key === undefined ? undefined : await this.messages.byKey(sender, key);
    if (!message) return undefined;
    if (message.text === text && message.buildingId === buildingId) return announced(message);
    throw new PertoError('idempotency_key_reused');
  }
}

const announced = ({ id, recipientCount }: Message): Announced => ({ id, reached: recipientCount });

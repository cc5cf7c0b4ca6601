import type { BuildingRef, Participant } from '@perto/contract';
import type { Address } from '../auth/address';
import type { BuildingId } from '../buildings/building';

export type MessageId = string;

/** A stored message, without whom it went to. */
export interface Message {
  readonly id: MessageId;
  readonly kind: 'text';
  readonly sender: Address;
  readonly text: string;
  /** Milliseconds since the Unix epoch. */
  readonly sentAt: number;
  /** The sender's own name for it, which nobody else is told: one message is stored under it, however often it is sent. */
  readonly idempotencyKey?: string | undefined;
  /** The building that it went to as a whole; undefined: it went to chosen people. */
  readonly buildingId?: BuildingId | undefined;
  /** How many it went to. */
  readonly recipientCount: number;
}

/** A stored message as it is shown to those who get it. */
export interface Deliverable {
  readonly message: Message;
  /** The sender by name; of a bot with its building. */
  readonly sender: Participant;
  /** The building that it went to as a whole. */
  readonly building?: BuildingRef | undefined;
}

/** One recipient of a stored message. */
export interface Line {
  readonly recipient: Address;
  /** Place among the recipient's messages, from 1 and without a gap, in the order of their commits. */
  readonly sequence: number;
}

/** A message that is about to be stored. */
export interface Composed extends Omit<Message, 'id' | 'recipientCount'> {
  /** Each once. */
  readonly recipients: readonly Address[];
}

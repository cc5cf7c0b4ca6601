import type { ParticipantKind } from '@perto/contract';

/** Somebody who signs in, sends and receives: users and bots share one namespace of ids. */
export interface Address {
  readonly kind: ParticipantKind;
  readonly id: string;
}

export const userAddress = (id: string): Address => ({ kind: 'user', id });
export const botAddress = (id: string): Address => ({ kind: 'bot', id });

/** One key for a user or a bot, as queues are bound to it. */
export const addressKey = ({ kind, id }: Address): string => `${kind}.${id}`;

export const isSameAddress = (one: Address, other: Address): boolean =>
  one.kind === other.kind && one.id === other.id;

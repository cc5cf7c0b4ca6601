import type { Building } from './registration';

/** What somebody wrote to the bot. */
export interface Message {
  id: string;
  text: string;
  from: { kind: 'user' | 'bot'; id: string; name?: string };
  sentAt: Date;
  building?: Building;
}

/** The next message comes when it has returned, or what it returned has settled. */
export type MessageHandler = (message: Message) => unknown;

/** How far a message of the bot has come, in numbers of people. */
export interface DeliveryReport {
  /** Of the message. */
  id: string;
  /** It went to so many. */
  reached: number;
  /** So many have it on at least one device. */
  delivered: number;
  /** So many had it before their eyes. */
  seen: number;
}

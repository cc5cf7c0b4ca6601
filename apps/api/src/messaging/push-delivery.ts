import { LIMITS, type MessageAnswer } from '@perto/contract';
import type { Connection } from '../presence/session';
import type { Posted } from './mailbox';
import type { Message } from './message';
import type { FeedSink } from './session-feed';
import type { Cursor, Delivery } from './session-delivery';

const RESEND_AFTER_MS = LIMITS.acknowledgeSeconds * 1000;
/** How often a message is sent before the connection is taken for dead. */
const MOST_SENDINGS = 3;

interface Sent {
  posted: Posted;
  acknowledged: boolean;
  sendings: number;
  /** Milliseconds since the Unix epoch. */
  dueAt: number;
}

export interface PushOptions {
  connection: Connection;
  from: Cursor;
  now: () => number;
  shown: (posted: Posted) => MessageAnswer;
  /** Told of each message once, when the client has it. */
  acknowledged: (message: Message) => void;
  /** Told of each message that is sent again. */
  sentAgain: () => void;
  /** Told when more messages can be taken. */
  roomMade: () => void;
}

/**
 * Pushes messages over one connection until each is acknowledged.
 *
 * So many may be unacknowledged at once; when it was full it takes more only
 * after half of them are acknowledged, so that the store is asked for many at a time.
 */
export class PushDelivery implements FeedSink, Delivery {
  /** In the order of their numbers; an acknowledged one stays until all before it are. */
  private readonly window = new Map<number, Sent>();
  private reached: Cursor;
  private full = false;
  private stopped = false;

  constructor(private readonly options: PushOptions) {
    this.reached = options.from;
  }

  /** All up to here are acknowledged. */
  get cursor(): Cursor {
    return this.reached;
  }

  get room(): number {
    return this.full ? 0 : LIMITS.pushedUnacknowledged - this.window.size;
  }

  take(posted: Posted): void {
    const sent: Sent = { posted, acknowledged: false, sendings: 0, dueAt: 0 };
    this.send(sent);
    this.window.set(posted.sequence, sent);
    if (this.window.size >= LIMITS.pushedUnacknowledged) this.full = true;
  }

  /** Sends again what is due; to be called every now and then. */
  tend(): void {
    if (this.stopped || this.options.connection.congested) return; // what was sent has not even left yet
    const now = this.options.now();
    for (const sent of this.window.values()) {
      if (sent.acknowledged || sent.dueAt > now) continue;
      if (sent.sendings >= MOST_SENDINGS) {
        this.stop();
        return this.options.connection.drop();
      }
      this.options.sentAgain();
      this.send(sent);
    }
  }

  stop(): void {
    this.stopped = true;
    this.window.clear();
  }

  private send(sent: Sent): void {
    sent.sendings++;
    sent.dueAt = this.options.now() + RESEND_AFTER_MS;
    this.options.connection.push(this.options.shown(sent.posted), () => this.acknowledge(sent));
  }

  private acknowledge(sent: Sent): void {
    if (this.stopped || sent.acknowledged) return;
    sent.acknowledged = true;
    this.options.acknowledged(sent.posted.deliverable.message);
    for (const [sequence, { posted, acknowledged }] of this.window) {
      if (!acknowledged) break;
      this.window.delete(sequence);
      this.reached = { sequence, id: posted.deliverable.message.id };
    }
    if (this.full && this.window.size > LIMITS.pushedUnacknowledged / 2) return;
    this.full = false;
    this.options.roomMade();
  }
}

import { EVENTS, LIMITS } from '@perto/contract';
import type { Connection, Session } from '../presence/session';
import type { Posted } from './mailbox';
import type { Message } from './message';
import type { FeedSink } from './session-feed';
import type { Cursor, Delivery } from './session-delivery';

/** As many held messages are announced one by one even to a client that does not keep up. */
const ANNOUNCED_EACH = 50;

export interface PullEvents {
  /** Told of messages once, when the client gets them. */
  handedOut: (messages: Message[]) => void;
  /** Told when more messages can be taken. */
  roomMade: () => void;
}

/** Holds a session's messages until the client pulls them, and says that they are there. */
export class PullDelivery implements FeedSink, Delivery {
  private held: Posted[] = [];
  private reached: Cursor;
  /** The connection that is told once it has drained: another one may have taken the session over by then. */
  private draining: Connection | undefined;

  constructor(
    private readonly session: Session,
    from: Cursor,
    private readonly told: PullEvents,
  ) {
    this.reached = from;
  }

  /** All up to here were handed out. */
  get cursor(): Cursor {
    return this.reached;
  }

  get room(): number {
    return LIMITS.queuedMessages - this.held.length;
  }

  take(posted: Posted): void {
    this.held.push(posted);
    this.announce();
  }

  /** Everything that is held, oldest first; each message once. */
  handOut(): Posted[] {
    const handedOut = this.held;
    this.held = [];
    const last = handedOut.at(-1);
    if (!last) return [];
    this.reached = { sequence: last.sequence, id: last.deliverable.message.id };
    this.told.handedOut(handedOut.map(({ deliverable }) => deliverable.message));
    // After the answer: it tells what is there now, and the next announcement comes for what follows.
    setImmediate(() => this.told.roomMade());
    return handedOut;
  }

  /** Tells a connection that took the session over of what is there already. */
  announceHeld(): void {
    if (this.held.length > 0) this.announce();
  }

  tend(): void {
    // Nothing falls due: a pulled message is not acknowledged.
  }

  stop(): void {
    this.held = [];
  }

  /** One for each message, as it always was; to a client that does not keep up one for many. */
  private announce(): void {
    const { connection } = this.session;
    if (!connection) return;
    if (!connection.congested || this.held.length <= ANNOUNCED_EACH)
      return connection.emit(EVENTS.newMessage, [this.session.holder.id]);
    if (this.draining === connection) return;
    this.draining = connection;
    connection.whenDrained(() => {
      this.draining = undefined;
      this.announceHeld();
    });
  }
}

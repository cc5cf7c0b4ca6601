import type { Session } from '../presence/session';
import type { Address, Message } from './message';

/** Called whenever a message has come to lie ready for `take`. */
export type OnArrival = () => void;

/**
 * A queue for each session: messages wait here until their tab takes them.
 *
 * Every adapter passes `session-queues.contract.ts`. Bounded: of a session that
 * never takes anything the oldest messages that do not fit are dropped; the
 * store has them all.
 */
export abstract class SessionQueues {
  /** False while it is known that a publication would not get through. */
  abstract get accepting(): boolean;

  /**
   * Opens the queue of a session, empty at first.
   *
   * @throws PertoError `unavailable` when the broker is away
   */
  abstract open(session: Session, onArrival: OnArrival): Promise<void>;

  /** Closes a session's queue for good; what still lay in it is gone. */
  abstract close(session: Session): Promise<void>;

  /**
   * Puts a message into the queue of every open session of the recipients.
   *
   * @throws Error when it is not known to have got there in time
   */
  abstract publish(message: Message, recipients: readonly Address[]): Promise<void>;

  /** Everything that lies ready for a session, oldest first; it is handed out once. */
  abstract take(session: Session): Message[];
}

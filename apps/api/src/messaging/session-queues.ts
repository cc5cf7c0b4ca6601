import type { Session } from '../presence/session';
import type { Deliverable, Line } from './message';

/** Who listens to the queue of one session. Nothing of it may take long. */
export interface QueueListener {
  /** A message came, the recipient's `sequence`-th. The same one may come again, and one may be missing. */
  arrived(message: Deliverable, sequence: number): void;
  /** The queue was not there for a while: what came in between has to be read from the store. */
  interrupted(): void;
}

/**
 * Tells sessions at once what was sent to their users.
 *
 * Only a quick way: the store is the truth. Whatever a queue loses, or hands over
 * twice or out of order, the numbers of the recipient's messages bring to light.
 * Each kind of queue passes `session-queues.contract.ts`; `OwnSessionsFirst` joins two, and so brings everything twice.
 */
export abstract class SessionQueues {
  /** False while it is known that a publication would not get through. */
  abstract get accepting(): boolean;

  /** Listens for a session's user. It also succeeds while the broker is away: `interrupted` follows once it is back. */
  abstract open(session: Session, listener: QueueListener): Promise<void>;

  /** Listens no more; what still lay in the queue is dropped. Unknown sessions are no error. */
  abstract close(session: Session): Promise<void>;

  /**
   * Hands a message to every open session of the recipients.
   *
   * @throws Error when it is not known to have got there in time, or too many are on their way
   */
  abstract publish(message: Deliverable, lines: readonly Line[]): Promise<void>;
}

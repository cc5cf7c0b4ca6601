import type { ErrorCode, MessageAnswer, NewBotAnswer, ServerToClientEvents } from '@perto/contract';
import type { Address } from '../auth/address';
import type { SignIn } from '../auth/sign-in';

export type SessionId = string;

/** Events that are sent without waiting for an answer. */
export type Signal = Exclude<keyof ServerToClientEvents, 'message'>;

/** The live connection under a session, as far as the rest of the server needs it. */
export interface Connection {
  /** The `socket.id` that the client knows. */
  readonly id: string;
  /** True while the client takes what it is sent more slowly than it comes: whatever can wait should. */
  readonly congested: boolean;
  emit<Event extends Signal>(event: Event, ...payload: Parameters<ServerToClientEvents[Event]>): void;
  /** Pushes a message; calls back when the client acknowledges it, which may be never. */
  push(message: MessageAnswer, acknowledged: () => void): void;
  /** Calls back once, as soon as the connection is not congested; never when it is gone before. */
  whenDrained(callback: () => void): void;
  /** Tells the client why, and closes for good. */
  close(code: ErrorCode, reason: string): void;
  /** Cuts the connection; the client may come back and resume. */
  drop(): void;
}

/** One tab, or one bot: a connection that introduced itself. It keeps its id whatever connection carries it. */
export interface Session {
  readonly id: SessionId;
  /** Whose it is. */
  readonly holder: Address;
  readonly signIn: SignIn;
  /** True: messages are pushed and acknowledged. False: they are pulled by `message/receive`. */
  readonly push: boolean;
  /** Undefined while the connection is broken. */
  connection: Connection | undefined;
}

/** What a client asked for when it introduced itself, beside who it is. */
export interface Wishes {
  /** Pushing goes on after this message; null: from the very first; undefined: from where the session was. */
  after?: string | null | undefined;
}

/**
 * Who wants to know of sessions. Each callback is awaited, in the order of subscription.
 *
 * A session is opened, and counts: its user is online. When its connection breaks
 * it still counts for five seconds, then it departs; for two minutes it can be
 * resumed, then it ends. One that is closed departs and ends at once.
 */
export interface SessionObserver {
  /** Before a new session counts; a rejection refuses it, and it has ended for those who opened it before. */
  opening?(session: Session): Promise<void>;
  /** It counts from now on: new, or resumed after it had departed. `first`: the user was not online until now. */
  arrived?(session: Session, first: boolean): Promise<void> | void;
  /** A connection carries it now, new or resumed. What is answered becomes part of the answer to its introduction. */
  attached?(
    session: Session,
    wishes: Wishes,
  ): Promise<Partial<NewBotAnswer> | void> | Partial<NewBotAnswer> | void;
  /**
   * It does not count any more, or could not arrive in the first place. `last`: the user is not online
   * any more. `resumable`: `ended` follows later.
   */
  departed?(session: Session, how: { last: boolean; resumable: boolean }): Promise<void> | void;
  /** It is over for good. */
  ended?(session: Session): Promise<void> | void;
}

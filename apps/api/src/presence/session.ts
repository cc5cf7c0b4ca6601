import type { ServerToClientEvents } from '@perto/contract';
import type { SignIn, UserId } from '../auth/sign-in';

export type SessionId = string;

/** The live connection under a session, as far as the rest of the server needs it. */
export interface Connection {
  /** The `socket.id` that the client knows. */
  readonly id: string;
  emit<Event extends keyof ServerToClientEvents>(
    event: Event,
    ...payload: Parameters<ServerToClientEvents[Event]>
  ): void;
  /** Tells the client why, and closes for good. */
  close(reason: string): void;
}

/** One tab: a connection that introduced itself. It keeps its id whatever connection carries it. */
export interface Session {
  readonly id: SessionId;
  readonly user: UserId;
  readonly signIn: SignIn;
  /** Undefined while the connection is broken. */
  connection: Connection | undefined;
}

/** Who wants to know of sessions. Each callback is awaited, in the order of subscription. */
export interface SessionObserver {
  /** Before a session counts; a rejection refuses it, and `ended` is not called. */
  opening?(session: Session): Promise<void>;
  /** A session counts from now on. `first`: the user was not online until now. */
  opened?(session: Session, first: boolean): Promise<void> | void;
  /** A session is over. `last`: the user is not online any more. */
  ended?(session: Session, last: boolean): Promise<void> | void;
}

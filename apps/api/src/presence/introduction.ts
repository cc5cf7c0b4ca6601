import type { NewBotAnswer, NewClientAnswer } from '@perto/contract';
import type { SignIn } from '../auth/sign-in';
import type { Connection, Session, SessionId, Wishes } from './session';

/** What `new_client` or `new_bot` is answered. */
export type IntroducedAnswer = NewClientAnswer & Partial<NewBotAnswer>;

/** A connection that says whose it is. */
export interface Introduction {
  signIn: SignIn;
  connection: Connection;
  push: boolean;
  /** The session that it wants to go on with. */
  resume: SessionId | undefined;
  wishes: Wishes;
}

export interface Introduced {
  session: Session;
  answer: IntroducedAnswer;
}

export const answerOf = (
  session: Session,
  resumed: boolean,
  told: Partial<NewBotAnswer>,
): IntroducedAnswer => ({
  session_id: session.id,
  expires_at: new Date(session.signIn.expiresAt).toISOString(),
  resumed,
  ...told,
});

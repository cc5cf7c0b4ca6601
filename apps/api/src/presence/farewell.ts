import type { ErrorCode } from '@perto/contract';
import type { Revocation } from '../auth/sign-in-tokens';

/** Why a session is closed, as its client is told. */
export interface Farewell {
  code: ErrorCode;
  reason: string;
}

export const FAREWELLS: Record<Revocation['why'], Farewell> = {
  'signed-out': { code: 'unauthenticated', reason: 'You signed out.' },
  disallowed: { code: 'bot_not_authorized', reason: 'An admin took the bot’s authorisation back.' },
  'new-secret': { code: 'unauthenticated', reason: 'The bot has a new secret. Authenticate with it.' },
};
export const EXPIRED: Farewell = { code: 'unauthenticated', reason: 'Your session ended. Sign in again.' };

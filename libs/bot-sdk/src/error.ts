import { ERRORS, isFinal, type ErrorCode } from '@perto/contract';

/** Codes of the server that a bot meets, and the SDK's own; a newer server may have others. */
export type BotErrorCode =
  | 'bot_busy'
  | 'bot_not_authorized'
  | 'id_taken'
  | 'idempotency_key_reused'
  | 'internal'
  | 'invalid_request'
  | 'not_found'
  | 'not_reachable'
  | 'too_many_requests'
  | 'unauthenticated'
  | 'unavailable'
  // The SDK's own.
  | 'aborted'
  | 'closed'
  | 'deadline'
  | 'failed'
  | 'messages_skipped'
  | 'queue_full'
  | 'unexpected_answer'
  | 'unreachable'
  | 'wrong_secret'
  | (string & {});

/** Of the SDK's own errors, those that trying again does not cure. */
const OWN_FINAL: ReadonlySet<string> = new Set(['aborted', 'closed', 'unexpected_answer', 'wrong_secret']);
const OWN_PASSING: ReadonlySet<string> = new Set([
  'deadline',
  'messages_skipped',
  'queue_full',
  'unreachable',
]);

export interface BotErrorDetails {
  /** HTTP status, where there was an answer. */
  status?: number;
  /** Seconds that the server asks to wait. */
  retryAfter?: number;
  /** Single values that were refused. */
  errors?: { path: string; message: string }[];
  cause?: unknown;
}

/** What a bot is refused, or what went wrong on the way. `code` is stable, `message` for people. */
export class PertoBotError extends Error {
  override readonly name = 'PertoBotError';
  /** True when trying again does not help: something has to be done first. */
  readonly final: boolean;
  readonly status?: number;
  /** Seconds. */
  readonly retryAfter?: number;
  readonly errors?: { path: string; message: string }[];

  constructor(
    readonly code: BotErrorCode,
    message: string,
    { cause, ...details }: BotErrorDetails = {},
  ) {
    super(message, { cause });
    Object.assign(this, details);
    this.final = finalityOf(code, details.status);
  }
}

function finalityOf(code: string, status?: number): boolean {
  if (OWN_FINAL.has(code)) return true;
  if (OWN_PASSING.has(code)) return false;
  if (code in ERRORS) return isFinal(code as ErrorCode);
  return status !== undefined && status < 500 && status !== 408 && status !== 429;
}

/** Any failure as one of ours: what an author's own function throws keeps its message. */
export function asBotError(error: unknown): PertoBotError {
  if (error instanceof PertoBotError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new PertoBotError('failed', message, { cause: error });
}

export const wrongSecret = (id: string): PertoBotError =>
  new PertoBotError('wrong_secret', `That is not the secret of ${id}, or there is no such bot.`);

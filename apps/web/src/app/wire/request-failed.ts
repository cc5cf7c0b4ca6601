import type { ErrorCode, Problem } from '@perto/contract';
import type { Texts } from '../texts/texts';

/** A request that was not answered as hoped: `problem` is missing when no answer came at all. */
export class RequestFailed extends Error {
  constructor(
    readonly status: number,
    readonly problem?: Partial<Problem>,
    /** How long the server asked to wait, in seconds. */
    readonly retryAfter?: number,
  ) {
    super(problem?.detail ?? `Request failed (${status})`);
  }

  get code(): ErrorCode | undefined {
    return this.problem?.code;
  }
}

/** Seconds to wait when a busy server names none. */
const POLITE_WAIT = 5;

/** What to tell a person about a failure. */
export function inPlainWords(failure: unknown, texts: Texts): string {
  const words = texts.failure;
  if (!(failure instanceof RequestFailed)) return words.unknown;
  const wait = Math.ceil(failure.retryAfter ?? POLITE_WAIT);
  switch (failure.status) {
    case 0:
      return words.network;
    case 400:
      return failure.problem?.errors?.[0] ? words.invalid(failure.problem.errors[0].message) : words.unknown;
    case 401:
      return words.expired;
    case 403:
      return words.refused;
    case 413:
      return words.tooLarge;
    case 429:
      return words.busy(wait);
    case 502:
    case 503:
    case 504:
      return words.away(wait);
    default:
      return words.unknown;
  }
}

/** Milliseconds to leave the server alone after a failure, before asking by ourselves again. */
export function pauseAfter(failure: unknown): number {
  return (failure instanceof RequestFailed && failure.retryAfter ? failure.retryAfter : POLITE_WAIT) * 1000;
}

/** `Retry-After` in seconds, from its number or its date; undefined when absent or unreadable. */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

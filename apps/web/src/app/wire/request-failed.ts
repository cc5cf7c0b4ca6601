import { LIMITS, type ErrorCode, type Problem } from '@perto/contract';
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

/** No answer, a sign-in that is over, too late, too much, a part of the server away. */
const TEMPORARY = [0, 401, 408, 429, 502, 503, 504];

/** True when the very same request can succeed later. */
export function isTemporary(failure: unknown): failure is RequestFailed {
  return failure instanceof RequestFailed && TEMPORARY.includes(failure.status);
}

/** Seconds to wait when a busy server names none. */
const POLITE_WAIT = 5;

/** What to tell a person about a failure: always words of ours, never the server's. */
export function inPlainWords(reason: unknown, texts: Texts): string {
  const { failure } = texts;
  if (!(reason instanceof RequestFailed)) return failure.unknown;
  if (reason.code === 'not_reachable') return failure.notReachable;
  const wait = Math.ceil(reason.retryAfter ?? POLITE_WAIT);
  switch (reason.status) {
    case 0:
      return failure.network;
    case 400:
      return refusedValue(reason, texts);
    case 401:
      return failure.expired;
    case 403:
      return failure.refused;
    case 404:
      return failure.gone;
    case 408:
      return failure.late;
    case 409:
      return failure.conflict;
    case 413:
      return failure.tooLarge;
    case 429:
      return failure.busy(wait);
    case 502:
    case 503:
    case 504:
      return failure.away(wait);
    default:
      return failure.unknown;
  }
}

/** Which value was not taken. Paths are dotted, and a list's begin with a number: `0.radious`. */
function refusedValue({ problem }: RequestFailed, { failure }: Texts): string {
  const field = problem?.errors?.[0]?.path.split('.').find((part) => !/^\d+$/.test(part));
  switch (field) {
    case 'message':
      return failure.message(LIMITS.maxMessageCharacters);
    case 'recipients':
      return failure.recipients(LIMITS.maxRecipients);
    case 'latitude':
    case 'longitude':
      return failure.place;
    case 'radious':
      return failure.range(LIMITS.minRadiusMetres, LIMITS.maxRadiusMetres);
    case 'search':
      return failure.search;
    default:
      return failure.invalid;
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

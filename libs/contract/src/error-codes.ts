import type { FieldError, Problem } from './answers/server';

/**
 * Every error that a request or an event can be answered with.
 *
 * `code` is stable and for programs; `title` is for people. One catalogue serves
 * problem documents (RFC 9457) and acknowledgements.
 */
export const ERRORS = {
  malformed_request: { status: 400, title: 'The request could not be read' },
  invalid_request: { status: 400, title: 'The request has values that are not allowed' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  conflicting_credentials: { status: 401, title: 'The credentials do not agree with each other' },
  forbidden: { status: 403, title: 'That is not yours to do' },
  foreign_origin: { status: 403, title: 'The request comes from another site' },
  not_reachable: { status: 403, title: 'Some of the people cannot be reached by you' },
  not_found: { status: 404, title: 'There is nothing here' },
  session_not_found: { status: 404, title: 'That is not a live session of yours' },
  conflict: { status: 409, title: 'That does not fit what is there already' },
  idempotency_key_reused: { status: 409, title: 'The idempotency key belongs to another message' },
  already_introduced: { status: 409, title: 'This connection belongs to somebody else' },
  introduction_timeout: { status: 408, title: 'The connection did not introduce itself in time' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'Send JSON' },
  bot_not_authorized: { status: 403, title: 'No admin allows this bot, or one has taken that back' },
  bot_busy: { status: 409, title: 'The bot is connected from somewhere else' },
  id_taken: { status: 409, title: 'The id belongs to somebody already' },
  import_refused: { status: 422, title: 'Some of the buildings cannot be taken, so none was' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  unknown_event: { status: 400, title: 'There is no such event' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'A part of the service is away for the moment' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** Errors that pass: the same request may succeed after a while. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'bot_busy',
  'internal',
  'introduction_timeout',
  'too_many_requests',
  'unavailable',
]);

/** True for an error that trying again does not cure: something has to be done first. */
export const isFinal = (code: ErrorCode): boolean => !PASSING.has(code);

/** The problem document of one error. */
export function problemOf(code: ErrorCode, detail: string, errors?: FieldError[]): Problem {
  const { status, title } = ERRORS[code];
  const problem: Problem = { type: `urn:perto:problem:${code}`, title, status, code, detail };
  return errors?.length ? { ...problem, errors } : problem;
}

import type { PATHS } from '@perto/contract';
import { PertoBotError, type BotErrorDetails } from './error';
import { link } from './waiting';

const ANSWER_WITHIN_MS = 10_000;

/** A path of the server: `:id` is filled in by `parameter`. */
export type Path = (typeof PATHS)[keyof typeof PATHS];

export interface Question {
  path: Path;
  /** In the place of `:id`. */
  parameter?: string;
  /** With a body it is a POST, without one a GET. */
  body?: object;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * One request, answered as JSON.
 *
 * @throws PertoBotError with the code of the server's problem document; `unreachable` where there was no answer
 */
export async function ask<Answer>(
  url: string,
  { path, parameter, body, headers, signal }: Question,
): Promise<Answer> {
  const address = new URL(path.replace(':id', encodeURIComponent(parameter ?? '')), url);
  const limit = link([signal], ANSWER_WITHIN_MS, () => silent(address));
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, {
      method: body ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body && JSON.stringify(body),
      redirect: 'manual', // a secret goes to the server that was named and to no other
      signal: limit.signal,
    });
    text = await response.text();
  } catch (error) {
    const reason: unknown = limit.signal.reason;
    throw reason instanceof PertoBotError ? reason : unreachable(address, error);
  } finally {
    limit.release();
  }
  const answer = jsonOf(text);
  if (response.ok && typeof answer === 'object' && answer !== null) return answer as Answer;
  throw refusal(address, response, answer);
}

function refusal(address: URL, { status, headers }: Response, answer: unknown): PertoBotError {
  const { code, detail, errors } = (answer ?? {}) as { code?: string; detail?: string } & BotErrorDetails;
  const details = { status, retryAfter: secondsOf(headers.get('retry-after')), ...(errors && { errors }) };
  if (typeof code === 'string') return new PertoBotError(code, detail ?? code, details);
  if (status === 429) return new PertoBotError('too_many_requests', 'Too many requests.', details);
  if (status >= 500)
    return new PertoBotError('unavailable', `${address.origin} answered ${status}.`, details);
  const message = `${address.origin} answered ${status} to ${address.pathname}, not as Perto does. Is the address right?`;
  return new PertoBotError('unexpected_answer', message, details);
}

function unreachable(address: URL, error: unknown): PertoBotError {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  const why = cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error));
  return new PertoBotError('unreachable', `${address.origin} cannot be reached (${why}).`, { cause: error });
}

const silent = (address: URL): PertoBotError =>
  new PertoBotError('unreachable', `${address.origin} did not answer within ${ANSWER_WITHIN_MS / 1000} s.`);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds, whether it says seconds or a date. */
function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

import { ERRORS, type ErrorCode, type Problem } from '@perto/contract';
import type { Answer } from '@perto/testkit';
import type { RawRequest } from '../raw-request';

/** What a request is answered: a status, and for a refusal a code of the catalogue. */
export type Expected = `${number}` | `${number} ${ErrorCode}`;

/** One bad (or oddly good) request and what it has to be answered. */
export interface Attempt {
  method?: string;
  path: string;
  headers?: Record<string, string | string[]>;
  /** Text and bytes are sent as they are, everything else as JSON. */
  body?: unknown;
  /** The body goes without a content type. */
  untyped?: boolean;
  expected: Expected;
}

export type Attempts = Record<string, Attempt>;

/** Whom the attempts are made by and against. */
export interface Cast {
  ana: { id: string; token: string; cookie: string };
  /** Somebody within Ana's reach. */
  rui: { id: string; token: string; socketId: string };
  expiredToken: string;
  revokedToken: string;
  /** This server's own origin. */
  origin: string;
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export function asRequest({ method = 'POST', path, headers = {}, body, untyped }: Attempt): RawRequest {
  if (body === undefined) return { method, path, headers };
  const sent = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const type: Record<string, string> = untyped ? {} : { 'content-type': 'application/json' };
  return { method, path, headers: { ...type, ...headers }, body: sent };
}

/** A refusal has to be a whole problem document; what it lacks stands in the answer, so that a test shows it. */
export function outcomeOf(method: string, { status, headers, text, json }: Answer): string {
  if (status < 400) return String(status);
  const type = headers.get('content-type') ?? 'no content type';
  if (!type.startsWith('application/problem+json')) return `${status} as ${type}: ${text.slice(0, 100)}`;
  if (method === 'HEAD') return `${status} without a body`;
  const problem = json as Partial<Problem> | undefined;
  const code = problem?.code;
  if (!code || !(code in ERRORS)) return `${status} with the unknown code ${String(code)}`;
  const told = [problem.type, problem.title, problem.detail];
  const complete = told.every((member) => typeof member === 'string' && member !== '');
  if (!complete || problem.status !== status || ERRORS[code].status !== status)
    return `${status} ${code}, but told as ${text.slice(0, 200)}`;
  return `${status} ${code}`;
}

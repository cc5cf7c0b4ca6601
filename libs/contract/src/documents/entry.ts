import type * as z from 'zod';
import type { EndpointName } from '../endpoints';
import type { ErrorCode } from '../error-codes';
import type { AnswerName, BodyName } from './schemas';

/** Chapters of the documents. */
export const TAGS = {
  'Signing in': 'Who is asking. People sign in with a browser.',
  'Where people are': 'Positions, ranges, and who is near.',
  Messages: 'Between people, and from bots to people.',
  Bots: 'Programs that speak to whoever is in a building.',
  Administration: 'For the ids that the operator named in `ADMIN_IDS`.',
  Server: 'How the server is doing, and these documents.',
} as const;
export type Tag = keyof typeof TAGS;

/** What is answered with one status. */
export interface AnswerEntry {
  description: string;
  /** Of the body; none: the body is empty, or no JSON. */
  schema?: AnswerName;
  /** Media types, `application/json` first where it is one of them. */
  types?: readonly string[];
  headers?: readonly ('Location' | 'Set-Cookie' | 'Retry-After' | 'ETag' | 'RateLimit')[];
}

/** A request as somebody would send it, and its answer. `TOKEN` and the like stand for what is different each time. */
export interface ExampleEntry {
  path?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  header?: Readonly<Record<string, string>>;
  body?: unknown;
  /** Absent where the answer has no body. */
  answer?: unknown;
}

/** What there is to know of one endpoint beside its path, its status and who may ask. */
export interface EndpointEntry {
  tag: Tag;
  summary: string;
  description?: string;
  path?: z.ZodObject;
  query?: z.ZodObject;
  header?: z.ZodObject;
  body?: BodyName;
  answer: AnswerEntry;
  /** Answers that are neither success nor a problem document. */
  others?: Readonly<Record<number, AnswerEntry>>;
  /** Errors beside those that every request of its kind may have. */
  errors?: readonly ErrorCode[];
  /** False: it reads nothing and is never refused. */
  refusable?: false;
  example: ExampleEntry;
}

/** Entries of some of the endpoints. */
export const entries = <Name extends EndpointName>(some: Record<Name, EndpointEntry>) => some;

export const ok = (schema: AnswerName, description = 'What was asked for.'): AnswerEntry => ({
  description,
  schema,
});
export const nothing = (description: string): AnswerEntry => ({ description });

import { ERRORS, type ErrorCode, type FieldError } from '@perto/contract';
import type { z } from 'zod';

/** A refusal that the caller is told about, by a stable code of the catalogue. */
export class PertoError extends Error {
  constructor(
    readonly code: ErrorCode,
    detail?: string,
    readonly errors?: FieldError[],
    /** Seconds after which trying again makes sense. */
    readonly retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(detail ?? ERRORS[code].title, options);
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** A needed service is away: 503 with `Retry-After`. */
export function unavailable(what: string, cause?: unknown): PertoError {
  return new PertoError('unavailable', `${what} is away for the moment. Try again shortly.`, undefined, 5, {
    cause,
  });
}

/**
 * Reads `input` by `schema`.
 *
 * @throws PertoError `invalid_request` that names every value refused
 */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }));
  const first = errors[0];
  throw new PertoError(
    'invalid_request',
    first ? `${first.path || 'The request'} ${first.message}.` : undefined,
    errors,
  );
}

import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { ERRORS, problemOf, type ErrorCode } from '@perto/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PertoError } from '../errors';
import { FailureLog } from '../failure-log';
import { TooManyRequests } from '../rate-limits';
import { withinRequest } from '../request-context';

/** Statuses that the framework gives by itself, as codes of the catalogue. */
const CODES: Record<number, ErrorCode> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  408: 'malformed_request',
  413: 'payload_too_large',
  414: 'malformed_request',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  503: 'unavailable',
};

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** Every failure of a request as a problem document; what was not foreseen is logged, never shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly failures = new FailureLog('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const known = asPertoError(error);
    // A body that could not be read ends in an event that knows nothing of the request.
    withinRequest(request.id, () =>
      this.failures.note(
        `${request.method} ${pathOf(request)} → ${known.status} ${known.code}`,
        error,
        known,
      ),
    );
    if (!reply.sent) sendProblem(reply, known);
  }
}

/** Answers with the problem document of `error`. */
export function sendProblem(reply: FastifyReply, error: PertoError): void {
  if (error.retryAfterSeconds !== undefined) void reply.header('retry-after', error.retryAfterSeconds);
  if (error instanceof TooManyRequests) void reply.headers(error.headers);
  void reply
    .status(error.status)
    .header('content-type', PROBLEM_TYPE)
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problemOf(error.code, error.message, error.errors)));
}

/** Whatever was thrown, as an error of the catalogue. */
export function asPertoError(error: unknown): PertoError {
  if (error instanceof PertoError) return error;
  const status = statusOf(error);
  const code = status === undefined ? undefined : CODES[status];
  if (code === undefined) return new PertoError('internal');
  return new PertoError(code, status === 404 ? ERRORS.not_found.title : messageOf(error));
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  // Fastify's own errors: broken JSON, a body that is too large.
  if (typeof error === 'object' && error !== null && 'statusCode' in error) return Number(error.statusCode);
  return undefined;
}

const messageOf = (error: unknown): string | undefined =>
  error instanceof Error ? error.message : undefined;

/** The query is left out: it can carry a code or a state. */
export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '';

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { IDEMPOTENCY_KEY, idempotencyKey } from '@perto/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '../platform/errors';

const header = z.object({ [IDEMPOTENCY_KEY]: idempotencyKey.optional() });

/** The request's `Idempotency-Key`; undefined when there is none. Refuses one that is malformed. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return parse(header, headers)[IDEMPOTENCY_KEY];
});

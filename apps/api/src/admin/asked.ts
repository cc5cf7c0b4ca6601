import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { UserId } from '../auth/sign-in';
import { identityOf } from '../auth/signed-in.guard';

/** A request of an admin, as far as the answer depends on it. */
export interface AskedBy {
  admin: UserId;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Who asks for a list, and where it is answered. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext): AskedBy => {
  const http = context.switchToHttp();
  return {
    admin: identityOf(context).signIn.holder.id,
    request: http.getRequest<FastifyRequest>(),
    reply: http.getResponse<FastifyReply>(),
  };
});

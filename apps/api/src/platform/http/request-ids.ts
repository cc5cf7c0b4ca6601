import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { requestIdFrom, withinRequest } from '../request-context';

const REQUEST_ID_HEADER = 'x-request-id';

/** Option of the server: what a request is called. */
export const requestIds = {
  genReqId: (request: Pick<IncomingMessage, 'headers'>): string =>
    requestIdFrom(request.headers[REQUEST_ID_HEADER]),
};

/** Answers every request with its id, and lets everything that it causes know it. */
export function carryRequestIds(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header(REQUEST_ID_HEADER, request.id);
    withinRequest(request.id, done);
  });
  // A body arrives in events of the connection, which know nothing of the request.
  server.addHook('preValidation', (request, _reply, done) => withinRequest(request.id, done));
}

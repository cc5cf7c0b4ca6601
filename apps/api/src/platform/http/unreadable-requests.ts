import type { Socket } from 'node:net';
import { ERRORS, problemOf, type ErrorCode } from '@perto/contract';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { PertoError } from '../errors';
import { PROBLEM_TYPE, sendProblem } from './problem.filter';

/** Requests that fail before there is a route for them, answered like every other failure. */
export const unreadableRequests = {
  /** An address that cannot be decoded. */
  frameworkErrors(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
    sendProblem(reply, new PertoError('malformed_request', 'The address could not be read.'));
  },

  /** What is not HTTP, or has headers beyond measure: there is nothing but a socket to answer on. */
  clientErrorHandler(error: NodeJS.ErrnoException, socket: Socket): void {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    if (socket.writable) socket.write(rawProblem(codeOf(error)));
    socket.destroy(error);
  },
};

const codeOf = ({ code }: NodeJS.ErrnoException): ErrorCode =>
  code === 'HPE_HEADER_OVERFLOW' ? 'payload_too_large' : 'malformed_request';

function rawProblem(code: ErrorCode): string {
  const { status, title } = ERRORS[code];
  const body = JSON.stringify(problemOf(code, `${title}.`));
  const head = [
    `HTTP/1.1 ${status} ${status === 413 ? 'Payload Too Large' : 'Bad Request'}`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

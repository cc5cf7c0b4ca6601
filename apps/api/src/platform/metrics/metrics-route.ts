import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import { PertoError } from '../errors';
import { sendProblem } from '../http/problem.filter';
import type { Metrics } from './metrics';

export const METRICS_PATH = '/metrics';

/** Headers by which a proxy says that somebody else is asking. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];
const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/** `GET /metrics`: for programs on this machine and whoever has the token; to others there is nothing. */
export function serveMetrics(server: FastifyInstance, metrics: Metrics, config: Config): void {
  server.get(METRICS_PATH, async (request, reply) => {
    if (!asksFromHere(request) && !showsToken(request, config.metricsToken))
      return sendProblem(reply, new PertoError('not_found'));
    return reply
      .header('content-type', metrics.contentType)
      .header('cache-control', 'no-store')
      .send(await metrics.text());
  });
}

/** The connection itself comes from this machine, and nobody says it is on another's behalf. */
function asksFromHere({ headers, socket }: FastifyRequest): boolean {
  return (
    LOOPBACK.test(socket.remoteAddress ?? '') && FORWARDED.every((header) => headers[header] === undefined)
  );
}

function showsToken({ headers }: FastifyRequest, token: string | undefined): boolean {
  const shown = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  return token !== undefined && shown !== undefined && timingSafeEqual(digest(shown), digest(token));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

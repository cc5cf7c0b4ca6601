import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from '../http/problem.filter';
import type { Metrics } from './metrics';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A file of the built page: of those there are many, with names that change. */
    isPageFile?: boolean;
  }
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts and times every request that has a route or could have had one. */
export function measureRequests(server: FastifyInstance, metrics: Metrics): void {
  const durations = metrics.histogram(
    'perto_http_request_duration_seconds',
    'Time from the head of a request to the end of its answer, by route and class of status.',
    ['method', 'route', 'status'],
  );
  server.addHook('onResponse', (request, reply, done) => {
    durations.observe(labelsOf(request, reply), reply.elapsedTime / 1000);
    done();
  });
}

/** A line at `debug` for every answer. Without the query, which can carry a code or a state. */
export function logAccess(server: FastifyInstance): void {
  const logger = new Logger('Access');
  server.addHook('onResponse', (request, reply, done) => {
    logger.debug(
      `${request.method} ${pathOf(request)} → ${reply.statusCode} in ${reply.elapsedTime.toFixed(1)} ms`,
    );
    done();
  });
}

/** Of the request only what is one of few: its path as it was asked for could be anything. */
function labelsOf({ method, routeOptions }: FastifyRequest, { statusCode }: FastifyReply) {
  return {
    method: METHODS.has(method) ? method : 'other',
    route: routeOptions.config.isPageFile ? 'a file of the page' : (routeOptions.url ?? 'none'),
    status: `${Math.floor(statusCode / 100)}xx`,
  };
}

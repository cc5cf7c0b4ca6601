import { LIMITS, PATHS } from '@perto/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PertoError } from '../errors';

const WITHOUT_TYPE = Symbol('body without a content type');

/**
 * JSON in, for every route; a body without a content type is read as JSON too. One route takes larger ones.
 *
 * Form bodies are handed on as text: only the sign-in stand-in reads them.
 */
export function parseBodies(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    // The one body that is a file.
    if (route.url === PATHS.importBuildings) route.bodyLimit = LIMITS.maxImportBytes;
  });
  const json = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Many clients name the type whether or not they send a body, and a DELETE needs none.
    if (body === '' && request.method === 'DELETE') done(null);
    else void json(request, body as string, done);
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (request, body, done) => {
      if (request.url.startsWith('/API/')) done(otherType());
      else done(null, body);
    },
  );
  server.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    if (request.headers['content-type'] !== undefined) return done(otherType());
    Object.assign(request, { [WITHOUT_TYPE]: true });
    void json(request, body as string, done);
  });
}

/** True when the body was read as JSON although nothing said that it is. */
export function lacksContentType(request: FastifyRequest): boolean {
  return WITHOUT_TYPE in request;
}

const otherType = () => new PertoError('unsupported_media_type', 'Send the body as application/json.');

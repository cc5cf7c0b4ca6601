import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCompress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Files whose name holds a hash of their content never change. */
const HASHED_NAME = /-[A-Z0-9]{8}\.\w+$/;

/** Addresses that the page itself gives a meaning: a reload of any of them is answered by the page. */
const PAGE_ADDRESSES = ['/signed-out', '/admin', '/admin/*'];

/**
 * Serves the built page: `/` to those who are signed in, `/index.html`,
 * `/signed-out`, the addresses of the console and the assets to everybody.
 */
export async function servePage(
  server: FastifyInstance,
  directory: string,
  isSignedIn: (request: FastifyRequest) => Promise<boolean>,
): Promise<void> {
  const built = existsSync(join(directory, 'index.html'));
  await server.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      if (route.url !== '/') route.config = { ...route.config, isPageFile: true };
    });
    await scope.register(fastifyCompress, { encodings: ['br', 'gzip'] });
    await scope.register(fastifyStatic, {
      root: directory,
      serve: built,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        void reply.header(
          'cache-control',
          HASHED_NAME.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
    scope.get('/', async (request, reply) => {
      if (!(await isSignedIn(request)))
        return reply.header('cache-control', 'no-store').redirect('/login', 302);
      // What `/` answers depends on who asks.
      return reply.header('vary', 'cookie').sendFile('index.html');
    });
    for (const address of PAGE_ADDRESSES)
      scope.get(address, (_request, reply) => reply.sendFile('index.html'));
  });
}

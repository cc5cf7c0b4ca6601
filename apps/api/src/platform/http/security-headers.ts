import fastifyHelmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config';

/** What the answers of the REST interface need: they are data, whatever a browser thinks of them. */
const DATA_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/**
 * Headers that keep the page to itself: no script but its own files, no frame
 * around it. Nothing asks for https, because the page also runs over plain http
 * on a local network.
 */
export async function sendSecurityHeaders(server: FastifyInstance, config: Config): Promise<void> {
  const tiles = config.tileUrl === undefined ? [] : [tileOrigin(config.tileUrl)];
  await server.register(fastifyHelmet, {
    global: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:', ...tiles],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        // Angular puts the components' styles into <style> elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
    strictTransportSecurity: config.publicUrl?.startsWith('https:') ?? false,
    crossOriginOpenerPolicy: config.publicUrl?.startsWith('https:') ?? false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  server.addHook('onRequest', (request, reply, done) => {
    // The plugin works its headers out for each answer anew: a twentieth of the processor in a profile of reports.
    if (request.url.startsWith('/API/')) void reply.headers(DATA_HEADERS);
    else void reply.helmet();
    done();
  });
}

/** Origin of a tile template; `{s}` stands for any subdomain. */
function tileOrigin(template: string): string {
  const { protocol, host } = new URL(template.replace('{s}', 'any-subdomain'));
  return `${protocol}//${host.replace('any-subdomain', '*')}`;
}

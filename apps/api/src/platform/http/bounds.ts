import type { FastifyInstance } from 'fastify';

/** Connections at most; each costs memory before it has said anything. */
const MAX_CONNECTIONS = 20_000;

/**
 * Options of the server: how long and how large a request may be. Milliseconds, bytes.
 *
 * A client that sends its request drop by drop loses the connection, not the server its memory.
 */
export const requestBounds = {
  /** From the connection or the answer before to the end of the request. */
  requestTimeout: 30_000,
  /** A connection on which nothing happens at all; an answer that nobody reads ends so too. */
  connectionTimeout: 60_000,
  /** Longer than the 60 s that proxies usually keep an idle connection, so that the proxy closes first. */
  keepAliveTimeout: 72_000,
  http: {
    headersTimeout: 10_000,
    maxHeaderSize: 16 * 1024,
    /** How often the two timeouts are looked after. */
    connectionsCheckingInterval: 2_000,
  },
} as const;

/** Takes no more connections than the process can bear; what is over is closed at once. */
export function boundConnections({ server }: FastifyInstance): void {
  server.maxConnections = MAX_CONNECTIONS;
}

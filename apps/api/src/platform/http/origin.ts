import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config';

/** The origin under which the browser sees this server: configured, else what the request says. */
export function ownOrigin(config: Config, request: FastifyRequest): string {
  return config.publicUrl ?? `${request.protocol}://${request.host}`;
}

/**
 * True when `origin`, a request's Origin header, is this server's own.
 *
 * Without a configured address only the host is compared: behind a proxy that
 * ends TLS the request itself does not know its scheme.
 */
export function isOwnOrigin(config: Config, origin: string, headers: IncomingHttpHeaders): boolean {
  if (!URL.canParse(origin)) return false;
  const { host, origin: normalised, protocol } = new URL(origin);
  if (config.publicUrl !== undefined) return normalised === config.publicUrl;
  return /^https?:$/.test(protocol) && host === headers.host?.toLowerCase();
}

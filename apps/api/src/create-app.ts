import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LIMITS } from '@perto/contract';
import type { FastifyRequest, RouteOptions } from 'fastify';
import { AppModule } from './app.module';
import { addressKey } from './auth/address';
import { showsCredentials } from './auth/credentials';
import { STAND_IN_PATH } from './auth/fenix';
import { SignedIn } from './auth/signed-in.guard';
import type { Clock } from './platform/clock';
import type { Config } from './platform/config';
import { parseBodies } from './platform/http/body-parsing';
import { boundConnections, requestBounds } from './platform/http/bounds';
import { closeWithinGrace } from './platform/http/orderly-close';
import { servePage } from './platform/http/page';
import { pathOf, ProblemFilter } from './platform/http/problem.filter';
import { carryRequestIds, requestIds } from './platform/http/request-ids';
import { RequestLimits } from './platform/http/request-limits';
import { sendSecurityHeaders } from './platform/http/security-headers';
import { unreadableRequests } from './platform/http/unreadable-requests';
import { logAccess, measureRequests } from './platform/metrics/http-metrics';
import { Metrics } from './platform/metrics/metrics';
import { METRICS_PATH, serveMetrics } from './platform/metrics/metrics-route';
import { ServerLogger } from './platform/server-logger';
import { SocketAdapter } from './platform/realtime/socket-adapter';

export interface AppOptions {
  clock?: Clock;
  /** Folder of the built page. */
  pageDirectory?: string;
  /** Is told of every route that is registered. */
  onRoute?: ((route: RouteOptions) => void) | undefined;
}

/** The server, complete but not listening yet; tests build the same one. */
export async function createApp(config: Config, options: AppOptions = {}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: LIMITS.maxBodyBytes,
    routerOptions: { ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    ...requestBounds,
    ...requestIds,
    ...unreadableRequests,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(config, options.clock),
    adapter,
    {
      bodyParser: false,
      abortOnError: false,
      logger: new ServerLogger(config),
    },
  );
  const server = adapter.getInstance();
  if (options.onRoute) server.addHook('onRoute', options.onRoute); // before there are any
  const metrics = app.get(Metrics);
  const guard = app.get(SignedIn, { strict: false });
  const holderOf = async (request: FastifyRequest) => {
    const signIn = await guard.whoIs(request);
    return signIn && addressKey(signIn.holder);
  };
  carryRequestIds(server);
  measureRequests(server, metrics);
  if (config.logLevel === 'debug') logAccess(server);
  boundConnections(server);
  parseBodies(server);
  closeWithinGrace(server);
  await app.register(fastifyCookie);
  await sendSecurityHeaders(server, config);
  app.get(RequestLimits).install(server, { showsCredentials, holderOf }, isFree);
  serveMetrics(server, metrics, config);
  const pageDirectory = options.pageDirectory ?? join(__dirname, '../../web');
  await servePage(server, pageDirectory, async (request) => (await holderOf(request)) !== undefined);
  app.useGlobalFilters(new ProblemFilter());
  app.useWebSocketAdapter(new SocketAdapter(app, config));
  return app;
}

/** What no rate limit counts: files, what watches the server, and the made-up Fenix, which is no part of Perto. */
function isFree(request: FastifyRequest): boolean {
  const path = pathOf(request);
  return (
    request.routeOptions.config.isPageFile === true ||
    path === METRICS_PATH ||
    path.startsWith('/health') ||
    path.startsWith(`${STAND_IN_PATH}/`)
  );
}

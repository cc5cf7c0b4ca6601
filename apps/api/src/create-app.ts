import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LIMITS } from '@perto/contract';
import { AppModule } from './app.module';
import { SignedIn } from './auth/signed-in.guard';
import type { Clock } from './platform/clock';
import type { Config } from './platform/config';
import { parseBodies } from './platform/http/body-parsing';
import { closeWithinGrace } from './platform/http/orderly-close';
import { servePage } from './platform/http/page';
import { ProblemFilter } from './platform/http/problem.filter';
import { sendSecurityHeaders } from './platform/http/security-headers';
import { unreadableRequests } from './platform/http/unreadable-requests';
import { ServerLogger } from './platform/server-logger';
import { SocketAdapter } from './platform/realtime/socket-adapter';

export interface AppOptions {
  clock?: Clock;
  /** Folder of the built page. */
  pageDirectory?: string;
}

/** The server, complete but not listening yet; tests build the same one. */
export async function createApp(config: Config, options: AppOptions = {}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: LIMITS.maxBodyBytes,
    routerOptions: { ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
    ...unreadableRequests,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(config, options.clock),
    adapter,
    {
      bodyParser: false,
      abortOnError: false,
      logger: new ServerLogger(config.logLevel),
    },
  );
  const server = adapter.getInstance();
  parseBodies(server);
  closeWithinGrace(server);
  await app.register(fastifyCookie);
  await sendSecurityHeaders(server, config);
  const guard = app.get(SignedIn, { strict: false });
  const pageDirectory = options.pageDirectory ?? join(__dirname, '../../web');
  await servePage(server, pageDirectory, async (request) => (await guard.whoIs(request)) !== undefined);
  app.useGlobalFilters(new ProblemFilter());
  app.useWebSocketAdapter(new SocketAdapter(app, config));
  return app;
}

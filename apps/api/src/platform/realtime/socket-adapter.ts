import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { LIMITS } from '@perto/contract';
import type { Server, ServerOptions, Socket } from 'socket.io';
import type { Config } from '../config';
import { isOwnOrigin } from '../http/origin';
import { Metrics } from '../metrics/metrics';
import { measureSockets } from '../metrics/socket-metrics';
import { clientAddress } from './client-address';
import { Newcomers } from './newcomers';

type EngineConnection = Socket['conn'];

/** A dead connection is noticed after 7 + 6 s; with 5 s of grace it leaves the lists within 20 s. */
const PING_INTERVAL_MS = 7000;
const PING_TIMEOUT_MS = 6000;

/** Socket.IO on the server's own port: old clients welcome, other sites refused, memory bounded. */
export class SocketAdapter extends IoAdapter {
  private readonly newcomers: Newcomers;
  private readonly metrics: Metrics;

  constructor(
    app: INestApplicationContext,
    private readonly config: Config,
  ) {
    super(app);
    this.newcomers = app.get(Newcomers, { strict: false });
    this.metrics = app.get(Metrics);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const addressOf = clientAddress(this.config);
    const server = super.createIOServer(port, {
      ...options,
      allowEIO3: true,
      serveClient: false,
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      maxHttpBufferSize: LIMITS.maxPacketBytes,
      connectTimeout: LIMITS.introductionSeconds * 1000, // also for what never becomes a socket at all
      perMessageDeflate: false, // costs a quarter of a megabyte a connection
      allowRequest: (request, decide) => {
        const { origin } = request.headers;
        const own = origin === undefined || isOwnOrigin(this.config, origin, request.headers);
        decide(null, own && this.newcomers.admits(addressOf(request)));
      },
    } satisfies Partial<ServerOptions>) as Server;
    server.engine.on('connection', (connection: EngineConnection) =>
      this.newcomers.add(connection, addressOf(connection.request)),
    );
    measureSockets(server, this.metrics);
    return server;
  }

  /**
   * Closes every connection and takes no more. Clients are not sent away, so they come back by themselves.
   * The HTTP server below closes by itself: Socket.IO would wait for it here, for ever if a client
   * comes back in that moment.
   */
  override close(server: Server): Promise<void> {
    this.newcomers.close();
    server.engine.close();
    return Promise.resolve();
  }
}

import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { LIMITS } from '@perto/contract';
import type { Server, ServerOptions } from 'socket.io';
import type { Config } from '../config';
import { isOwnOrigin } from '../http/origin';

/** A dead connection is noticed after 7 + 6 s; with 5 s of grace it leaves the lists within 20 s. */
const PING_INTERVAL_MS = 7000;
const PING_TIMEOUT_MS = 6000;

/** Socket.IO on the server's own port: old clients welcome, other sites refused, memory bounded. */
export class SocketAdapter extends IoAdapter {
  private closing = false;

  constructor(
    app: INestApplicationContext,
    private readonly config: Config,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    return super.createIOServer(port, {
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
        decide(null, own && !this.closing);
      },
    } satisfies Partial<ServerOptions>) as Server;
  }

  /**
   * Closes every connection and takes no more. The HTTP server below closes by itself:
   * Socket.IO would wait for it here, for ever if a client comes back in that moment.
   */
  override close(server: Server): Promise<void> {
    this.closing = true;
    server.disconnectSockets(true);
    server.engine.close();
    return Promise.resolve();
  }
}

import { connect, type Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { createPool, type Pool, type PoolOptions } from 'mysql2';

/** The part of mysql2's own settings of a connection that says where to connect. */
interface Target {
  config: { host: string; port: number; socketPath?: string };
}

/**
 * The sockets of a pool to MySQL, to be broken off all at once.
 *
 * mysql2 can only end a connection politely: what waits for an answer on it
 * would wait for ever. A socket that is destroyed with an error fails all of it,
 * connections that are still being made included.
 */
@Injectable()
export class MysqlSockets {
  private readonly open = new Set<Socket>();

  /** What TypeORM takes for the driver. */
  readonly driver = {
    createPool: (options: PoolOptions): Pool => {
      const pool = createPool(options);
      // mysql2 listens for a connection's first error only; a second one would end the process.
      pool.on('connection', (connection) => connection.on('error', () => undefined));
      return pool;
    },
  };

  /** Connects one connection; mysql2's option `stream`. */
  readonly stream = ({ config: { host, port, socketPath } }: Target): Socket => {
    const socket = socketPath ? connect(socketPath) : connect(port, host);
    socket.setNoDelay(true);
    socket.setKeepAlive(true);
    this.open.add(socket);
    socket.once('close', () => this.open.delete(socket));
    return socket;
  };

  breakAll(reason: Error): void {
    for (const socket of this.open) socket.destroy(reason);
  }
}

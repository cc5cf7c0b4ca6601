import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** A line to the server that can be made slow or dead without anybody's being told. */
export class Line {
  private readonly pairs = new Set<{ client: Socket; server: Socket }>();
  private bytesPerSecond = Infinity;

  private constructor(
    private readonly listener: Server,
    private readonly port: number,
  ) {
    listener.on('connection', (client) => this.join(client));
  }

  static async to(url: string): Promise<Line> {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return new Line(listener, Number(new URL(url).port));
  }

  get url(): string {
    const address = this.listener.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
  }

  /** From the server to the client, from now on. */
  throttle(bytesPerSecond: number): void {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Nothing goes through any more, in either direction; the server hears of no end. */
  silence(): void {
    for (const { client, server } of this.pairs) {
      client.removeAllListeners('data').removeAllListeners('close').resume();
      server.removeAllListeners('data').resume(); // as a network does that drops what it is given
    }
  }

  cut(): void {
    for (const { client, server } of this.pairs) {
      client.destroy();
      server.destroy();
    }
    this.listener.close();
  }

  private join(client: Socket): void {
    const server = connect(this.port, '127.0.0.1');
    const pair = { client, server };
    this.pairs.add(pair);
    for (const socket of [client, server]) socket.on('error', () => undefined); // closes, which is heard
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk: Buffer) => {
      client.write(chunk);
      if (this.bytesPerSecond === Infinity) return;
      server.pause();
      setTimeout(() => server.resume(), (chunk.length / this.bytesPerSecond) * 1000);
    });
    server.on('close', () => {
      this.pairs.delete(pair);
      client.destroy();
    });
    client.on('close', () => server.destroy());
  }
}

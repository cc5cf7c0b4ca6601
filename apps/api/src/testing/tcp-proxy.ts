import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between a server and something that it uses, and makes the way to it fail as networks do. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private hung = false;
  private refusing = false;

  private constructor(
    private readonly server: Server,
    private readonly target: { host: string; port: number },
  ) {}

  /** Passes on what comes to a free port of its own. */
  static async to(target: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(target);
    const server = createServer();
    const proxy = new TcpProxy(server, { host: hostname, port: Number(port) });
    server.on('connection', (client) => proxy.join(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** `url` by way of the proxy. */
  through(url: string): string {
    const detour = new URL(url);
    detour.hostname = '127.0.0.1';
    detour.port = String((this.server.address() as AddressInfo).port);
    return detour.href;
  }

  /** Nothing gets through, in either direction, and nobody is told; new connections are taken and lead nowhere. */
  hang(): void {
    this.hung = true;
    this.strand();
  }

  /** As `hang` for the connections that are there; new ones work. */
  strand(): void {
    for (const socket of this.sockets) socket.pause();
  }

  /** What was held back gets through, and what follows. */
  resume(): void {
    this.hung = false;
    for (const socket of this.sockets) socket.resume();
  }

  /** Every connection is gone at once; new ones work. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** As if nothing listened there any more. */
  refuse(): void {
    this.refusing = true;
    this.cut();
  }

  accept(): void {
    this.refusing = false;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    if (this.refusing) {
      client.resetAndDestroy();
      return;
    }
    const service = connect(this.target);
    this.pass(client, service);
    this.pass(service, client);
  }

  private pass(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.setNoDelay(true);
    from.on('data', (data) => to.write(data));
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    if (this.hung) from.pause();
  }
}

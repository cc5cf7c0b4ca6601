import {
  createServer,
  type IncomingMessage,
  type Server as HttpServer,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  EVENTS,
  PATHS,
  problemOf,
  type Acknowledgement,
  type ClientToServerEvents,
  type ErrorCode,
  type EventError,
  type MessageAnswer,
  type NewBotAnswer,
  type ServerToClientEvents,
} from '@perto/contract';
import { Server, type Socket } from 'socket.io';

type BotSocket = Socket<ClientToServerEvents, ServerToClientEvents>;
export type Introduction = Parameters<ClientToServerEvents['new_bot']>[0];

interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
}

/** What a request is answered instead of what it asks for; `cut`: the connection breaks without an answer. */
export type Fault = { code: ErrorCode; retryAfter?: number } | 'cut' | 'cut afterwards';

const building = { id: 'b1', name: 'Torre Norte' };

/** A server with the faults that a real one has now and then, when a test wants them. Its only bot is `canteen`. */
export class FakeServer {
  readonly requests: Received[] = [];
  readonly introductions: (Introduction & { shown: unknown })[] = [];
  readonly sent = new Map<string, string>();
  readonly acknowledged: string[] = [];
  /** For the next requests of this path, in order. */
  readonly faults = new Map<string, Fault[]>();
  /** For the next introductions, in order. */
  readonly refusals: ErrorCode[] = [];
  secret = 'right';
  authorized = true;
  tokenLifeMs = 3_600_000;
  lastMessage: string | null = null;
  readonly revoked = new Set<string>();
  private tokens = 0;
  private readonly io: Server<ClientToServerEvents, ServerToClientEvents>;

  private constructor(private readonly http: HttpServer) {
    this.io = new Server(http, { transports: ['websocket'], serveClient: false });
    this.io.on('connection', (socket) =>
      socket.on(EVENTS.newBot, (payload, acknowledge) => acknowledge?.(this.introduce(socket, payload))),
    );
  }

  static async start(): Promise<FakeServer> {
    const http = createServer();
    const server = new FakeServer(http);
    http.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/API/')) void server.answer(request, response);
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  get sockets(): BotSocket[] {
    return [...this.io.sockets.sockets.values()];
  }

  requestsTo(path: string): Received[] {
    return this.requests.filter((request) => request.path === path);
  }

  push(id: string, text = `text of ${id}`): void {
    const message: MessageAnswer = {
      ...{
        id,
        kind: 'text',
        message: text,
        recipient_count: 1,
        sent_at: '2026-11-29T10:00:00.000Z',
        seen: false,
      },
      ...{ sender: { kind: 'user', id: 'ana', name: 'Ana' }, recipients: [{ kind: 'bot', id: 'canteen' }] },
    };
    for (const socket of this.sockets) socket.emit(EVENTS.message, message, () => this.acknowledged.push(id));
  }

  /** The connection breaks without a word. */
  break(): void {
    for (const socket of this.sockets) socket.conn.close();
  }

  /** The server ends the connection, and says why. */
  dismiss(code: ErrorCode): void {
    for (const socket of this.sockets) {
      socket.emit(EVENTS.exception, { code, message: code });
      socket.disconnect(true);
    }
  }

  async stop(): Promise<void> {
    await this.io.close();
    this.http.closeAllConnections();
  }

  private introduce(socket: BotSocket, payload: Introduction): Acknowledgement<NewBotAnswer> {
    const { token } = socket.handshake.auth as { token?: string };
    this.introductions.push({ ...payload, shown: token });
    const code = this.refusals.shift() ?? (this.revoked.has(token ?? '') ? 'unauthenticated' : undefined);
    if (code) return { ok: false, error: { code, message: code } satisfies EventError };
    return {
      ...{ ok: true, session_id: `s${this.introductions.length}`, resumed: false, building },
      ...{
        expires_at: new Date(Date.now() + this.tokenLifeMs).toISOString(),
        last_message: this.lastMessage,
      },
    };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const body = request.method === 'POST' ? ((await json(request)) as Record<string, unknown>) : {};
    this.requests.push({ path, headers: request.headers, body });
    const fault = this.faults.get(path)?.shift();
    if (fault === 'cut') return void request.socket.destroy();
    if (typeof fault === 'object') return refuse(response, fault);
    const answer = this.answerTo(path, body, request.headers);
    if (fault === 'cut afterwards') return void request.socket.destroy();
    if (typeof answer === 'string') return refuse(response, { code: answer });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  private answerTo(
    path: string,
    body: Record<string, unknown>,
    headers: IncomingMessage['headers'],
  ): object | ErrorCode {
    if (path === PATHS.authenticateBot) return this.authenticate(body['pass']);
    if (path !== PATHS.sendBotMessage) return 'not_found';
    if (this.revoked.has((headers.authorization ?? '').replace('Bearer ', ''))) return 'unauthenticated';
    const key = String(headers['idempotency-key']);
    const id = this.sent.get(key) ?? String(this.sent.size + 1);
    this.sent.set(key, id);
    return { available: 0, state: 'busy', message_id: id, reached: 2 };
  }

  private authenticate(secret: unknown): object {
    if (secret !== this.secret) return { auth: 0 };
    if (!this.authorized) return { auth: 0, state: 'unauthorized' };
    const expires = new Date(Date.now() + this.tokenLifeMs).toISOString();
    return { auth: 1, token: `bot_${++this.tokens}`, expires_at: expires, building };
  }
}

function refuse(
  response: ServerResponse,
  { code, retryAfter }: { code: ErrorCode; retryAfter?: number },
): void {
  const problem = problemOf(code, `detail of ${code}`);
  response
    .writeHead(problem.status, {
      'content-type': 'application/problem+json',
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    })
    .end(JSON.stringify(problem));
}

import { randomInt } from 'node:crypto';
import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketServer,
  type OnGatewayConnection,
} from '@nestjs/websockets';
import {
  EVENTS,
  LIMITS,
  newBotPayload,
  newClientPayload,
  type Acknowledgement,
  type NewClientAnswer,
} from '@perto/contract';
import type { DisconnectReason, Server, Socket } from 'socket.io';
import { addressKey, botAddress, isSameAddress, userAddress, type Address } from '../auth/address';
import type { SignIn } from '../auth/sign-in';
import { SignInTokens } from '../auth/sign-in-tokens';
import { PertoError, parse } from '../platform/errors';
import { RateLimits } from '../platform/rate-limits';
import { EventAllowance } from '../platform/realtime/event-allowance';
import { Newcomers } from '../platform/realtime/newcomers';
import { RealtimeGateway, refuse } from '../platform/realtime/realtime-gateway';
import { CongestionWatch } from './congestion-watch';
import type { Introduced, IntroducedAnswer } from './introduction';
import type { Session, SessionId } from './session';
import { SessionRegistry } from './session-registry';
import { SocketConnection } from './socket-connection';

/** What is known of one socket. */
interface Visitor {
  connection: SocketConnection;
  timeout: NodeJS.Timeout;
  /** Set from the first introduction that is not refused. */
  introduced: Promise<Introduced> | undefined;
  /** Set once it is a session. */
  session: Session | undefined;
}

/** What a socket says of itself. */
interface Claim {
  holder: Address;
  /** Not text: shown, but worthless. */
  token: unknown;
  push: boolean;
  resume: SessionId | undefined;
  after: string | null | undefined;
}

/** A stopping server asks its clients to come back after so long, in milliseconds. */
const SOONEST_RETURN_MS = 1000;
const LATEST_RETURN_MS = 8000;
const TELLING_DEADLINE_MS = 1000;
const KNOWN_EVENTS: ReadonlySet<string> = new Set([EVENTS.newClient, EVENTS.newBot]);

/** Owns every Socket.IO connection: who introduces itself as whom, and when it leaves. */
@RealtimeGateway()
export class PresenceGateway implements OnGatewayConnection<Socket>, BeforeApplicationShutdown {
  private readonly logger = new Logger('Presence');
  private readonly visitors = new WeakMap<Socket, Visitor>();
  @WebSocketServer() private readonly server!: Server;

  constructor(
    private readonly sessions: SessionRegistry,
    private readonly tokens: SignInTokens,
    private readonly watch: CongestionWatch,
    private readonly newcomers: Newcomers,
    private readonly limits: RateLimits,
  ) {}

  handleConnection(socket: Socket): void {
    const timeout = setTimeout(() => {
      refuse(socket, new PertoError('introduction_timeout'));
      socket.disconnect(true);
    }, LIMITS.introductionSeconds * 1000);
    timeout.unref();
    const connection = new SocketConnection(socket, this.watch);
    const visitor: Visitor = { connection, timeout, introduced: undefined, session: undefined };
    this.visitors.set(socket, visitor);
    const allowance = new EventAllowance();
    socket.use((packet, next) => {
      const [event, ...args] = packet as [string, ...unknown[]];
      const spent = allowance.spend();
      if (spent === 'flood') connection.drop();
      else if (spent === 'refused') refuse(socket, new PertoError('too_many_requests'), args);
      else if (!KNOWN_EVENTS.has(event)) refuse(socket, new PertoError('unknown_event'), args);
      else next();
    });
    socket.conn.on('packet', () => {
      if (visitor.session) this.sessions.hear(visitor.session, connection);
    });
    socket.once('disconnect', (reason) => void this.leave(socket, reason));
  }

  @SubscribeMessage(EVENTS.newClient)
  async newClient(
    @ConnectedSocket() socket: Socket,
    @MessageBody() payload: unknown,
  ): Promise<Acknowledgement<NewClientAnswer>> {
    const { id, token, session_id: resume, push, after } = parse(newClientPayload, payload);
    return this.introduce(socket, { holder: userAddress(id), token, push, resume, after });
  }

  @SubscribeMessage(EVENTS.newBot)
  async newBot(
    @ConnectedSocket() socket: Socket,
    @MessageBody() payload: unknown,
  ): Promise<Acknowledgement<NewClientAnswer>> {
    const { id, token, session_id: resume, after } = parse(newBotPayload, payload);
    const { token: shown } = socket.handshake.auth as { token?: unknown };
    const claim = { holder: botAddress(id), token: token ?? shown, push: true, resume, after };
    return this.introduce(socket, claim);
  }

  /** Tells every client to come back, each at its own moment, so that they do not all come at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.newcomers.close();
    const sockets = [...this.server.sockets.sockets.values()];
    for (const socket of sockets)
      socket.emit(EVENTS.serverStopping, { retry_in: randomInt(SOONEST_RETURN_MS, LATEST_RETURN_MS) });
    await Promise.all([this.untilTold(sockets), this.sessions.stop()]);
  }

  /** Waits until what was emitted has left, except to those who do not read. */
  private async untilTold(sockets: Socket[]): Promise<void> {
    const until = performance.now() + TELLING_DEADLINE_MS;
    const connections = sockets.flatMap((socket) => this.visitors.get(socket)?.connection ?? []);
    while (connections.some(({ congested }) => congested) && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  private async introduce(
    socket: Socket,
    { holder, token, push, resume, after }: Claim,
  ): Promise<Acknowledgement<IntroducedAnswer>> {
    const signIn = await this.verified(token, holder);
    await this.limits.spend('introductions', addressKey(holder));
    const visitor = this.visitors.get(socket);
    if (!visitor || !socket.connected) throw new PertoError('session_not_found');

    const { connection } = visitor;
    visitor.introduced ??= this.sessions.introduce({ signIn, connection, push, resume, wishes: { after } });
    let introduced: Introduced;
    try {
      introduced = await visitor.introduced;
    } catch (error) {
      visitor.introduced = undefined; // may be tried again, until the introduction times out
      throw error;
    }
    const { session, answer } = introduced;
    if (!isSameAddress(session.holder, holder)) throw new PertoError('already_introduced');
    clearTimeout(visitor.timeout);
    visitor.session = session;
    this.newcomers.remove(socket.conn);
    // A sign-out that fell between the two checks found no session to end.
    if (!(await this.tokens.verify(token as string))) {
      const reason = 'You signed out.';
      await this.sessions.end(session, { code: 'unauthenticated', reason });
      throw new PertoError('unauthenticated', reason);
    }
    return { ok: true, ...answer };
  }

  private async verified(token: unknown, holder: Address): Promise<SignIn> {
    const signIn = typeof token === 'string' ? await this.tokens.verify(token) : undefined;
    if (!signIn) throw new PertoError('unauthenticated', 'The token is unknown, expired or revoked.');
    if (!isSameAddress(signIn.holder, holder))
      throw new PertoError('forbidden', 'The id is not that of the token.');
    return signIn;
  }

  private async leave(socket: Socket, reason: DisconnectReason): Promise<void> {
    const visitor = this.visitors.get(socket);
    clearTimeout(visitor?.timeout);
    socket.conn.close(); // it may have left the namespace only: what is below would be nobody's, for ever
    if (!visitor?.introduced) return;
    try {
      const { session } = await visitor.introduced;
      if (reason === 'client namespace disconnect') await this.sessions.leave(session, visitor.connection);
      else this.sessions.break(session, visitor.connection);
    } catch (error) {
      this.logger.debug(`A connection left before it was a session: ${String(error)}`);
    }
  }
}

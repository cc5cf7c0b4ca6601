import { Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { ConnectedSocket, MessageBody, SubscribeMessage, type OnGatewayConnection } from '@nestjs/websockets';
import {
  EVENTS,
  LIMITS,
  newBotPayload,
  newClientPayload,
  type Acknowledgement,
  type NewClientAnswer,
} from '@perto/contract';
import type { DisconnectReason, Socket } from 'socket.io';
import { SignInTokens } from '../auth/sign-in-tokens';
import { PertoError, parse } from '../platform/errors';
import { RealtimeGateway, refuse } from '../platform/realtime/realtime-gateway';
import { SessionRegistry, type Introduced } from './session-registry';
import { SocketConnection } from './socket-connection';

/** What is known of one socket. */
interface Visitor {
  connection: SocketConnection;
  timeout: NodeJS.Timeout;
  /** Set from the first `new_client` that is not refused. */
  introduced: Promise<Introduced> | undefined;
}

const KNOWN_EVENTS: ReadonlySet<string> = new Set([EVENTS.newClient, EVENTS.newBot]);

/** Owns every Socket.IO connection: who introduces itself as whom, and when it leaves. */
@RealtimeGateway()
export class PresenceGateway implements OnGatewayConnection<Socket>, BeforeApplicationShutdown {
  private readonly logger = new Logger('Presence');
  private readonly visitors = new WeakMap<Socket, Visitor>();

  constructor(
    private readonly sessions: SessionRegistry,
    private readonly tokens: SignInTokens,
  ) {}

  handleConnection(socket: Socket): void {
    const timeout = setTimeout(() => {
      refuse(socket, new PertoError('introduction_timeout'));
      socket.disconnect(true);
    }, LIMITS.introductionSeconds * 1000);
    timeout.unref();
    this.visitors.set(socket, { connection: new SocketConnection(socket), timeout, introduced: undefined });
    socket.onAny((event: string, ...args: unknown[]) => {
      if (!KNOWN_EVENTS.has(event)) refuse(socket, new PertoError('unknown_event'), args);
    });
    socket.once('disconnect', (reason) => void this.leave(socket, reason));
  }

  @SubscribeMessage(EVENTS.newClient)
  async newClient(
    @ConnectedSocket() socket: Socket,
    @MessageBody() payload: unknown,
  ): Promise<Acknowledgement<NewClientAnswer>> {
    const { id, token, session_id: resume, push, after } = parse(newClientPayload, payload);
    const signIn = await this.tokens.verify(token);
    if (!signIn) throw new PertoError('unauthenticated', 'The token is unknown, expired or revoked.');
    if (signIn.user !== id) throw new PertoError('forbidden', 'The id is not that of the token.');
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
    if (session.user !== id) throw new PertoError('already_introduced');
    clearTimeout(visitor.timeout);
    socket.conn.on('packet', () => this.sessions.hear(session, connection));
    // A sign-out that fell between the two checks found no session to end.
    if (!(await this.tokens.verify(token))) {
      const reason = 'You signed out.';
      await this.sessions.end(session, { code: 'unauthenticated', reason });
      throw new PertoError('unauthenticated', reason);
    }
    return { ok: true, ...answer };
  }

  /** No bot can be registered yet, so none can prove who it is. */
  @SubscribeMessage(EVENTS.newBot)
  newBot(@MessageBody() payload: unknown): never {
    parse(newBotPayload, payload);
    throw new PertoError('unauthenticated', 'The bot is unknown, or its token is.');
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.sessions.stop();
  }

  private async leave(socket: Socket, reason: DisconnectReason): Promise<void> {
    const visitor = this.visitors.get(socket);
    clearTimeout(visitor?.timeout);
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

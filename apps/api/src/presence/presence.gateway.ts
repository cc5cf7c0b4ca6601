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
import type { Connection, Session } from './session';
import { SessionRegistry } from './session-registry';

/** What is known of one socket. */
interface Introduction {
  timeout: NodeJS.Timeout;
  /** Set from the first `new_client` that is not refused. */
  session: Promise<Session> | undefined;
}

const KNOWN_EVENTS: ReadonlySet<string> = new Set([EVENTS.newClient, EVENTS.newBot]);

/** Owns every Socket.IO connection: who introduces itself as whom, and when it leaves. */
@RealtimeGateway()
export class PresenceGateway implements OnGatewayConnection<Socket>, BeforeApplicationShutdown {
  private readonly logger = new Logger('Presence');
  private readonly introductions = new WeakMap<Socket, Introduction>();

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
    this.introductions.set(socket, { timeout, session: undefined });
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
    const { id, token } = parse(newClientPayload, payload);
    const signIn = await this.tokens.verify(token);
    if (!signIn) throw new PertoError('unauthenticated', 'The token is unknown, expired or revoked.');
    if (signIn.user !== id) throw new PertoError('forbidden', 'The id is not that of the token.');
    const introduction = this.introductions.get(socket);
    if (!introduction || !socket.connected) throw new PertoError('session_not_found');

    introduction.session ??= this.sessions.open(signIn, connectionOf(socket));
    let session: Session;
    try {
      session = await introduction.session;
    } catch (error) {
      introduction.session = undefined; // may be tried again, until the introduction times out
      throw error;
    }
    if (session.user !== id) throw new PertoError('already_introduced');
    clearTimeout(introduction.timeout);
    // A sign-out that fell between the two checks found no session to end.
    if (!(await this.tokens.verify(token))) {
      await this.sessions.end(session, 'You signed out.');
      throw new PertoError('unauthenticated', 'You signed out.');
    }
    return { ok: true, session_id: session.id, expires_at: new Date(session.signIn.expiresAt).toISOString() };
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
    const introduction = this.introductions.get(socket);
    clearTimeout(introduction?.timeout);
    try {
      const session = await introduction?.session;
      if (!session) return;
      if (reason === 'client namespace disconnect') await this.sessions.end(session);
      else this.sessions.break(session);
    } catch (error) {
      this.logger.debug(`A connection left before it was a session: ${String(error)}`);
    }
  }
}

function connectionOf(socket: Socket): Connection {
  return {
    id: socket.id,
    emit: (event, ...payload) => void socket.emit(event, ...payload),
    close: (reason) => {
      socket.emit(EVENTS.exception, { code: 'unauthenticated', message: reason });
      socket.disconnect(true);
    },
  };
}

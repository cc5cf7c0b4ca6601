import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EVENTS, type PulledMessage } from '@perto/contract';
import type { UserId } from '../auth/sign-in';
import { PertoError } from '../platform/errors';
import { WallTime } from '../platform/wall-time';
import type { Session, SessionObserver } from '../presence/session';
import { SessionRegistry } from '../presence/session-registry';
import type { Message } from './message';
import { SessionQueues } from './session-queues';

/** Each session's own messages: announced when they arrive, handed out once. */
@Injectable()
export class SessionInbox implements SessionObserver, OnModuleInit {
  constructor(
    private readonly sessions: SessionRegistry,
    private readonly queues: SessionQueues,
    private readonly wallTime: WallTime,
  ) {}

  onModuleInit(): void {
    this.sessions.observe(this);
  }

  opening(session: Session): Promise<void> {
    return this.queues.open(session, () => session.connection?.emit(EVENTS.newMessage, [session.user]));
  }

  ended(session: Session): Promise<void> {
    return this.queues.close(session);
  }

  /**
   * Everything that waits for a session, oldest first, each as the seed's JSON text.
   *
   * @throws PertoError `session_not_found` when the socket carries no live session of the user
   */
  receive(user: UserId, socketId: string): string[] {
    const session = this.sessions.bySocket(user, socketId);
    if (!session) throw new PertoError('session_not_found');
    return this.queues.take(session).map((message) => JSON.stringify(this.pulled(message)));
  }

  private pulled({ sender, text, sentAt }: Message): PulledMessage {
    return { timestamp: this.wallTime.of(new Date(sentAt)), id: sender.id, message: text };
  }
}

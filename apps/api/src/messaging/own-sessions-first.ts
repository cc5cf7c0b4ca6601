import { Injectable } from '@nestjs/common';
import type { Session } from '../presence/session';
import { LocalSessionQueues } from './local-session-queues';
import type { Deliverable, Line } from './message';
import { RabbitSessionQueues } from './rabbit-session-queues';
import { SessionQueues, type QueueListener } from './session-queues';

/**
 * Tells the sessions of this process at once, and then all of them by the broker,
 * which may be slow, busy or gone in that moment.
 *
 * What a session here hears a second time it knows by its number, and drops.
 */
@Injectable()
export class OwnSessionsFirst extends SessionQueues {
  constructor(
    private readonly own: LocalSessionQueues,
    private readonly all: RabbitSessionQueues,
  ) {
    super();
  }

  override get accepting(): boolean {
    return this.all.accepting;
  }

  override async open(session: Session, listener: QueueListener): Promise<void> {
    await Promise.all([this.own.open(session, listener), this.all.open(session, listener)]);
  }

  override async close(session: Session): Promise<void> {
    await Promise.all([this.own.close(session), this.all.close(session)]);
  }

  override async publish(message: Deliverable, lines: readonly Line[]): Promise<void> {
    await this.own.publish(message, lines);
    await this.all.publish(message, lines);
  }
}

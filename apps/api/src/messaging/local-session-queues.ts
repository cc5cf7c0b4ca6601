import { Injectable, Logger } from '@nestjs/common';
import { addressKey } from '../auth/address';
import { traceOf } from '../platform/error-trace';
import { TimeSlices } from '../platform/time-slices';
import type { Session, SessionId } from '../presence/session';
import type { Deliverable, Line } from './message';
import { SessionQueues, type QueueListener } from './session-queues';

/** Queues in this process, for the embedded size: what is published has arrived. */
@Injectable()
export class LocalSessionQueues extends SessionQueues {
  private readonly logger = new Logger('SessionQueues');
  private readonly listeners = new Map<string, Map<SessionId, QueueListener>>();

  constructor(private readonly slices: TimeSlices) {
    super();
  }

  override get accepting(): boolean {
    return true;
  }

  override open(session: Session, listener: QueueListener): Promise<void> {
    const key = addressKey(session.holder);
    const listeners = this.listeners.get(key) ?? new Map<SessionId, QueueListener>();
    this.listeners.set(key, listeners.set(session.id, listener));
    return Promise.resolve();
  }

  override close(session: Session): Promise<void> {
    const key = addressKey(session.holder);
    const listeners = this.listeners.get(key);
    listeners?.delete(session.id);
    if (listeners?.size === 0) this.listeners.delete(key);
    return Promise.resolve();
  }

  override publish(message: Deliverable, lines: readonly Line[]): Promise<void> {
    return new Promise((resolve) => {
      for (const { recipient, sequence } of lines)
        this.slices.add(() => {
          for (const listener of this.listeners.get(addressKey(recipient))?.values() ?? [])
            this.hand(listener, message, sequence);
        });
      this.slices.add(resolve);
    });
  }

  /** One session that cannot take it does not keep the others from it; it finds it in the store. */
  private hand(listener: QueueListener, message: Deliverable, sequence: number): void {
    try {
      listener.arrived(message, sequence);
    } catch (error) {
      this.logger.error('A message could not be handed to a session', traceOf(error));
      listener.interrupted();
    }
  }
}

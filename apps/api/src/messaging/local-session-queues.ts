import { Injectable } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import type { Session, SessionId } from '../presence/session';
import { addressKey, userAddress, type Address, type Message } from './message';
import { SessionQueues, type OnArrival } from './session-queues';

interface LocalQueue {
  messages: Message[];
  onArrival: OnArrival;
}

/** Queues in this process, for the embedded size. */
@Injectable()
export class LocalSessionQueues extends SessionQueues {
  private readonly queues = new Map<SessionId, LocalQueue>();
  private readonly bound = new Map<string, Set<LocalQueue>>();

  override get accepting(): boolean {
    return true;
  }

  override open(session: Session, onArrival: OnArrival): Promise<void> {
    const queue: LocalQueue = { messages: [], onArrival };
    this.queues.set(session.id, queue);
    const key = addressKey(userAddress(session.user));
    const queues = this.bound.get(key);
    if (queues) queues.add(queue);
    else this.bound.set(key, new Set([queue]));
    return Promise.resolve();
  }

  override close(session: Session): Promise<void> {
    const queue = this.queues.get(session.id);
    if (queue) {
      this.queues.delete(session.id);
      const key = addressKey(userAddress(session.user));
      const queues = this.bound.get(key);
      queues?.delete(queue);
      if (queues?.size === 0) this.bound.delete(key);
    }
    return Promise.resolve();
  }

  override publish(message: Message, recipients: readonly Address[]): Promise<void> {
    for (const recipient of recipients)
      for (const queue of this.bound.get(addressKey(recipient)) ?? []) {
        queue.messages.push(message);
        if (queue.messages.length > LIMITS.queuedMessages) queue.messages.shift();
        queue.onArrival();
      }
    return Promise.resolve();
  }

  override take(session: Session): Message[] {
    const queue = this.queues.get(session.id);
    return queue ? queue.messages.splice(0) : [];
  }
}

import { EVENTS } from '@perto/contract';
import type { Socket } from 'socket.io-client';

const KNOWN_EVENTS: ReadonlySet<string> = new Set(Object.values(EVENTS));

/** One event as it came. */
export interface HeardEvent {
  event: string;
  payload: unknown[];
  /** Milliseconds since the Unix epoch. */
  at: number;
}

/** Writes down what a socket hears, from the beginning: a test can wait for what already came. */
export class EventLog {
  readonly events: HeardEvent[] = [];
  private readonly waiting = new Set<() => void>();

  constructor(socket: Socket) {
    socket.onAny((event: string, ...payload: unknown[]) => {
      this.note(event, payload);
      // Thrown into the connection, so that whichever test is running fails.
      if (!KNOWN_EVENTS.has(event)) throw new Error(`The contract has no event ${event}`);
    });
    socket.on('disconnect', (reason) => this.note('disconnect', [reason]));
  }

  count(event: string): number {
    return this.events.filter((heard) => heard.event === event).length;
  }

  last(event: string): HeardEvent | undefined {
    return this.events.findLast((heard) => heard.event === event);
  }

  /** Waits until `event` was heard at least `times` times since the beginning. */
  atLeast(event: string, times = 1, withinMilliseconds = 5000): Promise<void> {
    return this.until(() => this.count(event) >= times, withinMilliseconds, `${times} × ${event}`);
  }

  private until(condition: () => boolean, withinMilliseconds: number, what: string): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!condition()) return;
        done();
        resolve();
      };
      const timer = setTimeout(() => {
        done();
        const heard = this.events.map(({ event }) => event).join(', ') || 'nothing';
        reject(new Error(`Waited ${withinMilliseconds} ms for ${what}; heard ${heard}`));
      }, withinMilliseconds);
      const done = () => {
        clearTimeout(timer);
        this.waiting.delete(check);
      };
      this.waiting.add(check);
    });
  }

  private note(event: string, payload: unknown[]): void {
    this.events.push({ event, payload, at: Date.now() });
    for (const check of this.waiting) check();
  }
}

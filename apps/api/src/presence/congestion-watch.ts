import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

const WATCH_MS = 1000;
/** A connection that takes nothing for so many rounds is dropped. */
const MOST_ROUNDS = 15;

/** A connection on which something waits. */
export interface Congested {
  drop(): void;
}

/**
 * Connections that do not take what they are sent, and since when.
 *
 * Counted in rounds, not on a clock: while this process stands still nothing can
 * be taken either.
 */
@Injectable()
export class CongestionWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private round = 0;
  /** Each with the round in which it became congested, the longest first. */
  private readonly since = new Map<Congested, number>();
  private timer: NodeJS.Timeout | undefined;

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), WATCH_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  get size(): number {
    return this.since.size;
  }

  add(connection: Congested): void {
    if (!this.since.has(connection)) this.since.set(connection, this.round);
  }

  remove(connection: Congested): void {
    this.since.delete(connection);
  }

  /** Drops those that have been congested for too long. */
  look(): void {
    this.round++;
    for (const [connection, since] of this.since) {
      if (this.round - since <= MOST_ROUNDS) break;
      this.since.delete(connection);
      connection.drop();
    }
  }
}

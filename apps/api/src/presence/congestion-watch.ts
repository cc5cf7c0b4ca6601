import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { Metrics } from '../platform/metrics/metrics';

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
  private readonly dropped: Counter;
  private timer: NodeJS.Timeout | undefined;

  constructor(metrics: Metrics) {
    metrics.gauge(
      'perto_connections_congested',
      'Connections on which something waits.',
      () => this.since.size,
    );
    this.dropped = metrics.counter(
      'perto_connections_dropped_total',
      'Connections dropped because they took too little of what they were sent.',
    );
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), WATCH_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
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
      this.drop(connection);
    }
  }

  /** Drops one on which too much waits. */
  drop(connection: Congested): void {
    this.since.delete(connection);
    this.dropped.inc();
    connection.drop();
  }
}

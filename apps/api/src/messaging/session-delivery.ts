import { setMaxListeners } from 'node:events';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Participant } from '@perto/contract';
import type { Counter, Histogram } from 'prom-client';
import type { Address } from '../auth/address';
import { Clock } from '../platform/clock';
import { briefTraceOf } from '../platform/error-trace';
import { PertoError } from '../platform/errors';
import { Metrics, SECONDS_BUCKETS } from '../platform/metrics/metrics';
import { Semaphore } from '../platform/semaphore';
import type { Connection, Session } from '../presence/session';
import { Mailbox } from './mailbox';
import type { Message, MessageId } from './message';
import { receivedAnswer } from './message-answer';
import { PullDelivery } from './pull-delivery';
import { PushDelivery } from './push-delivery';
import { Receipts } from './receipts';
import { SessionFeed, type FeedSink } from './session-feed';

/** Where a session is among its user's messages: it has all up to this one. */
export interface Cursor {
  readonly sequence: number;
  readonly id: MessageId | null;
}

/** What brings one session its messages, in one of the two ways. */
export interface Delivery {
  /** The session goes on from here when its connection is gone. */
  readonly cursor: Cursor;
  /** Does what has fallen due. */
  tend(): void;
  stop(): void;
}

/** A delivery and the feed that it lives on. */
export interface Running<Kind extends Delivery> {
  readonly delivery: Kind;
  readonly feed: SessionFeed;
}

/** Reads of the store that run at once at most: after a break all sessions read, and requests need the database too. */
const READS_AT_ONCE = 8;

/** Starts the deliveries of sessions. */
@Injectable()
export class Deliveries implements OnApplicationShutdown {
  private readonly logger = new Logger('Delivery');
  private readonly reads = new Semaphore(READS_AT_ONCE, Infinity);
  private readonly stopping = new AbortController();
  private readonly delay: Histogram<'kind'>;
  private readonly repeats: Counter;
  private readonly caughtUp: Counter;

  constructor(
    private readonly mailbox: Mailbox,
    private readonly receipts: Receipts,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    setMaxListeners(0, this.stopping.signal); // every read that waits listens
    this.delay = metrics.histogram(
      'perto_delivery_seconds',
      'From the sending of a message until a session has it: acknowledged, or handed out',
      ['kind'],
      [...SECONDS_BUCKETS, 60, 600],
    );
    this.repeats = metrics.counter(
      'perto_pushes_repeated_total',
      'Messages pushed again for want of an answer',
    );
    this.caughtUp = metrics.counter(
      'perto_caught_up_messages_total',
      'Messages that sessions read from the store because no queue had brought them',
    );
    metrics.gauge(
      'perto_catch_ups_waiting',
      'Sessions that read, or wait to read, from the store what they missed',
      () => this.reads.inUse + this.reads.waiting,
    );
  }

  onApplicationShutdown(): void {
    this.stopping.abort();
  }

  /** Pushes over `connection` whatever comes after `from`, to the session's holder as they are shown. */
  push(session: Session, connection: Connection, from: Cursor, reader: Participant): Running<PushDelivery> {
    const delivery = new PushDelivery({
      connection,
      from,
      now: () => this.clock.now(),
      shown: ({ deliverable, seen }) => receivedAnswer(deliverable, reader, { seen }),
      acknowledged: (message) => this.delivered(session.holder, [message], 'push'),
      sentAgain: () => this.repeats.inc(),
      roomMade: () => feed.roomMade(),
    });
    const feed = this.feed(session, delivery, from);
    return { delivery, feed };
  }

  /** Holds for `session` whatever comes after `from`. */
  pull(session: Session, from: Cursor): Running<PullDelivery> {
    const delivery = new PullDelivery(session, from, {
      handedOut: (messages) => this.delivered(session.holder, messages, 'pull'),
      roomMade: () => feed.roomMade(),
    });
    const feed = this.feed(session, delivery, from);
    return { delivery, feed };
  }

  private feed({ holder }: Session, sink: FeedSink, { sequence }: Cursor): SessionFeed {
    return new SessionFeed({
      sink,
      after: sequence,
      read: (after, limit) => this.inTurn(() => this.mailbox.after(holder, after, limit)),
      caughtUp: (messages) => this.caughtUp.inc(messages),
      failed: (error) => {
        // A thousand sessions need not say, again and again, what the database says of itself.
        const level = error instanceof PertoError && error.code === 'unavailable' ? 'debug' : 'warn';
        this.logger[level](`A session could not catch up yet: ${briefTraceOf(error)}`);
      },
    });
  }

  private delivered(recipient: Address, messages: readonly Message[], kind: 'push' | 'pull'): void {
    for (const { sentAt } of messages)
      this.delay.observe({ kind }, Math.max(0, this.clock.now() - sentAt) / 1000);
    this.receipts.delivered(
      recipient,
      messages.map(({ id }) => id),
    );
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.reads.enter(this.stopping.signal);
    try {
      return await work();
    } finally {
      this.reads.leave();
    }
  }
}

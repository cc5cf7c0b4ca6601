import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { LIMITS } from '@perto/contract';
import { addressKey, userAddress, type Address } from '../auth/address';
import type { UserId } from '../auth/sign-in';
import { Clock } from '../platform/clock';
import { traceOf } from '../platform/error-trace';
import { PertoError } from '../platform/errors';
import type { SessionId } from '../presence/session';
import type { MessageId } from './message';
import { ReceiptTeller } from './receipt-teller';
import { LineStore } from './typeorm-line-store';

/** A crowd that gets a message acknowledges it within a moment: it is written when no more have come for so long. */
const QUIET_MS = 100;
/** However many go on coming. */
const LONGEST_COLLECTING_MS = 500;
const RETRY_MS = 1000;
const BATCH = 500;
/** Beyond it the oldest are forgotten, which costs the sender a tick mark and nothing else. */
const MOST_WAITING = 20_000;

interface Delivery {
  recipient: Address;
  message: MessageId;
}

/** Who has which messages, and who has seen them: written down, and told to the senders. */
@Injectable()
export class Receipts implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Receipts');
  /** Not written yet; the oldest first. */
  private readonly waiting = new Map<string, Delivery>();
  private writing: Promise<void> | undefined;
  private readonly stopping = new AbortController();

  constructor(
    private readonly lines: LineStore,
    private readonly teller: ReceiptTeller,
    private readonly clock: Clock,
  ) {}

  /** A recipient has these messages. It is written in the background, and again while the database is away. */
  delivered(recipient: Address, messages: readonly MessageId[]): void {
    for (const message of messages)
      this.waiting.set(`${message} ${addressKey(recipient)}`, { recipient, message });
    for (const key of this.waiting.keys()) {
      if (this.waiting.size <= MOST_WAITING) break;
      this.waiting.delete(key);
    }
    this.writing ??= this.writeAll();
  }

  /**
   * A recipient says that they have all up to a number: they may have acknowledged
   * the last of them on a connection, or to a server, that was gone by then.
   *
   * @throws PertoError `unavailable` while the database is away
   */
  async deliveredUpTo(recipient: Address, sequence: number): Promise<void> {
    const { pushedUnacknowledged } = LIMITS;
    this.delivered(recipient, await this.lines.undelivered(recipient, sequence, pushedUnacknowledged));
  }

  /**
   * The reader had these messages before their eyes; ids that are not theirs are ignored.
   *
   * @param by the session that says so, which need not be told
   * @throws PertoError `unavailable` while the database is away
   */
  async seen(reader: UserId, ids: MessageId[], by?: SessionId): Promise<void> {
    const fresh = await this.lines.markSeen(userAddress(reader), ids, this.clock.now());
    this.teller.changed(fresh);
    this.teller.seen(
      reader,
      fresh.map(({ message }) => message),
      by,
    );
  }

  /** What waits is written at once, if the database is there. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    await this.collect();
    while (this.waiting.size > 0) {
      const batch = this.oldest();
      try {
        this.teller.changed(
          await this.lines.markDelivered(
            batch.map(([, delivery]) => delivery),
            this.clock.now(),
          ),
        );
      } catch (error) {
        if (error instanceof PertoError && error.code === 'unavailable') {
          if (this.stopping.signal.aborted) break;
          await this.wait(RETRY_MS);
          continue;
        }
        this.logger.error(`${batch.length} deliveries could not be noted`, traceOf(error));
      }
      for (const [key] of batch) this.waiting.delete(key);
    }
    this.writing = undefined; // not a moment later: what comes from now on begins anew
  }

  private async collect(): Promise<void> {
    let waiting = 0;
    for (let waited = 0; waited < LONGEST_COLLECTING_MS && this.waiting.size > waiting; waited += QUIET_MS) {
      waiting = this.waiting.size;
      await this.wait(QUIET_MS);
    }
  }

  private oldest(): [string, Delivery][] {
    const oldest: [string, Delivery][] = [];
    for (const entry of this.waiting) if (oldest.push(entry) === BATCH) break;
    return oldest;
  }

  private async wait(milliseconds: number): Promise<void> {
    const { signal } = this.stopping;
    await pause(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

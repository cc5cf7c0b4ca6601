import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock } from '../platform/clock';
import { briefTraceOf } from '../platform/error-trace';
import { Metrics } from '../platform/metrics/metrics';
import type { Deliverable, Line, MessageId } from './message';
import { Participants } from './participants';
import { SessionQueues } from './session-queues';
import { LineStore } from './typeorm-line-store';
import { MessageStore } from './typeorm-message-store';
import { OutboxStore, type Waiting } from './typeorm-outbox-store';

const SWEEP_MS = 1000;
/** Messages that a sweep reads at once; one may have a thousand recipients. */
const PAGE = 20;
/** Publications under way at once; what is stored meanwhile waits for the sweep. */
const MOST_ON_THEIR_WAY = 500;
const MOST_ATTEMPTS = 5;
/** Before the second attempt; the pause doubles with each. */
const FIRST_PAUSE_MS = 2000;
/** The depth is counted once in so many sweeps. */
const SWEEPS_A_COUNT = 10;

/**
 * Hands stored messages to the queues, each at least once.
 *
 * Usually right after the commit. What was not handed on then, because the server
 * died, the broker did not confirm, or too many were on their way, still stands in
 * the outbox: a sweep finds it. Sessions know repeats by their numbers.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger('Outbox');
  private readonly onTheirWay = new Set<Promise<void>>();
  /** Confirmed, and not yet taken out of the outbox. */
  private readonly confirmed = new Set<MessageId>();
  private sweeping: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;
  private sweeps = 0;
  private depth = { waiting: 0, setAside: 0 };

  constructor(
    private readonly queues: SessionQueues,
    private readonly outbox: OutboxStore,
    private readonly messages: MessageStore,
    private readonly lines: LineStore,
    private readonly participants: Participants,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.gauge(
      'perto_outbox_waiting',
      'Stored messages that are not known to have been handed to the queues',
      () => this.depth.waiting,
    );
    metrics.gauge(
      'perto_outbox_set_aside',
      'Stored messages that were given up after five attempts to hand them to the queues',
      () => this.depth.setAside,
    );
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS).unref();
    void this.sweep();
  }

  /** The last requests may still be running: what they store is handed on as before. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.sweeping;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.onTheirWay);
    try {
      await this.removeConfirmed();
    } catch (error) {
      this.logger.warn(`The outbox keeps messages that were handed on: ${briefTraceOf(error)}`);
    }
  }

  /** False while it is known that a publication would not get through. */
  get accepting(): boolean {
    return this.queues.accepting;
  }

  /** Hands a message on that was just stored, in the background. */
  handOn(deliverable: Deliverable, lines: readonly Line[]): void {
    if (this.onTheirWay.size >= MOST_ON_THEIR_WAY) return;
    const { id } = deliverable.message;
    const publication = this.queues
      .publish(deliverable, lines)
      .then(() => void this.confirmed.add(id))
      .catch((error: unknown) =>
        this.logger.warn(`Message ${id} is stored; the queues come later: ${briefTraceOf(error)}`),
      )
      .finally(() => this.onTheirWay.delete(publication));
    this.onTheirWay.add(publication);
  }

  /** Takes what was handed on out of the outbox, and hands on what is due; one sweep at a time. */
  sweep(): Promise<void> {
    this.sweeping ??= this.sweepOnce().finally(() => (this.sweeping = undefined));
    return this.sweeping;
  }

  private async sweepOnce(): Promise<void> {
    try {
      await this.removeConfirmed();
      while (this.queues.accepting && !this.stopping) {
        const due = await this.outbox.due(this.clock.now(), PAGE);
        if (due.length === 0) break;
        await this.handOnAgain(due);
      }
      if (this.sweeps++ % SWEEPS_A_COUNT === 0) this.depth = await this.outbox.depth();
    } catch (error) {
      this.logger.warn(`The outbox could not be swept: ${briefTraceOf(error)}`);
    }
  }

  private async removeConfirmed(): Promise<void> {
    const confirmed = [...this.confirmed];
    await this.outbox.remove(confirmed);
    for (const id of confirmed) this.confirmed.delete(id);
  }

  private async handOnAgain(due: Waiting[]): Promise<void> {
    const ids = due.map(({ message }) => message);
    const [messages, lines] = await Promise.all([this.messages.find(ids), this.lines.recipientsOf(ids)]);
    const shown = await this.participants.among([...messages.values()].map(({ sender }) => sender));
    const confirmed: MessageId[] = [];
    const attempts = due.map(async (waiting) => {
      const message = messages.get(waiting.message);
      const to = lines.get(waiting.message) ?? [];
      if (!message) return; // deleted meanwhile, and its place in the outbox with it
      try {
        await this.queues.publish(this.participants.deliverable(message, shown), to);
        confirmed.push(message.id);
      } catch (error) {
        await this.failed(waiting, error);
      }
    });
    await Promise.all(attempts);
    await this.outbox.remove(confirmed);
  }

  /** While the broker is away it is not the message's fault: it stays due. */
  private async failed(waiting: Waiting, error: unknown): Promise<void> {
    if (!this.queues.accepting) return;
    const now = this.clock.now();
    if (waiting.attempts + 1 < MOST_ATTEMPTS)
      return this.outbox.postpone(waiting, now + FIRST_PAUSE_MS * 2 ** waiting.attempts);
    this.logger.error(
      `Message ${waiting.message} was given up after ${MOST_ATTEMPTS} attempts: ${briefTraceOf(error)}`,
    );
    await this.outbox.setAside(waiting, now, briefTraceOf(error));
  }
}

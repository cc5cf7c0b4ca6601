import type { Posted } from './mailbox';
import type { Deliverable } from './message';

/** Largest page that is read from the store at once. */
const PAGE = 100;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;

/** Who is handed the messages of one session. */
export interface FeedSink {
  /** How many more messages it would take now; what does not fit stays in the store. */
  readonly room: number;
  take(posted: Posted): void;
}

export interface FeedOptions {
  /** Reads up to `limit` messages after a number, in order, from the store. */
  read: (after: number, limit: number) => Promise<Posted[]>;
  sink: FeedSink;
  /** The number of the last message that the session has. */
  after: number;
  /** Told of each read that failed; it is tried again. */
  failed: (error: unknown) => void;
  /** Told when reading begins because a queue alone was not enough. */
  caughtUp?: (messages: number) => void;
}

/**
 * Hands one session's messages on: each once, in order, without a gap.
 *
 * The numbers of a recipient's messages have no gap. A message that comes by the
 * queue with the next number is handed on; with a smaller one it is a repeat.
 * With a larger one, or after an interruption, or when the sink was full, what is
 * missing is read from the store, page by page; what the queue brings meanwhile
 * is dropped, because it is in the store too. So nothing is ever kept in here.
 */
export class SessionFeed {
  private last: number;
  /** There may be messages in the store beyond the last one. */
  private behind = false;
  /** The largest number that came by the queue while a page was being read. */
  private heard = 0;
  private reading = false;
  private stopped = false;
  private failures = 0;
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly options: FeedOptions) {
    this.last = options.after;
  }

  /** The number of the last message that was handed on. */
  get position(): number {
    return this.last;
  }

  /** True while the store may have messages that were not handed on. */
  get lagging(): boolean {
    return this.behind;
  }

  /** A message came by the queue. */
  arrived(deliverable: Deliverable, sequence: number): void {
    if (this.stopped || sequence <= this.last) return;
    if (this.reading) this.heard = Math.max(this.heard, sequence);
    else if (sequence === this.last + 1 && this.options.sink.room > 0)
      this.handOn({ sequence, seen: false, deliverable });
    else this.interrupted();
  }

  /** Something may have been missed. */
  interrupted(): void {
    if (this.stopped) return;
    this.behind = true;
    if (this.reading) this.heard = Infinity;
    this.proceed();
  }

  /** The sink has room again. */
  roomMade(): void {
    if (this.behind) this.proceed();
  }

  /** Nothing is handed on any more. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
  }

  private proceed(): void {
    if (this.reading || this.retry || this.stopped) return;
    void this.catchUp();
  }

  private async catchUp(): Promise<void> {
    this.reading = true;
    let handedOn = 0;
    try {
      while (this.behind && !this.stopped) {
        const limit = Math.min(PAGE, this.options.sink.room);
        if (limit <= 0) break;
        this.heard = 0;
        const page = await this.options.read(this.last, limit);
        if (this.stopped) return;
        const before = this.last;
        for (const posted of page) if (posted.sequence > this.last) this.handOn(posted);
        handedOn += page.length;
        this.failures = 0;
        // Where numbers are missing something was deleted, perhaps more than a page: only an empty page is the end.
        const whole = this.last - before === page.length && page.length < limit;
        this.behind = page.length > 0 && !whole ? true : this.heard > this.last;
      }
    } catch (error) {
      if (!this.stopped) this.tryAgain(error);
    } finally {
      this.reading = false;
    }
    if (handedOn > 0) this.options.caughtUp?.(handedOn);
  }

  private handOn(posted: Posted): void {
    this.options.sink.take(posted); // when it fails the message is not handed on, and comes again
    this.last = posted.sequence;
  }

  private tryAgain(error: unknown): void {
    this.failures++;
    this.options.failed(error);
    const longest = Math.min(FIRST_RETRY_MS * 2 ** (this.failures - 1), LONGEST_RETRY_MS);
    const wait = longest * (0.5 + Math.random() / 2); // not all sessions at the same moment
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.proceed();
    }, wait).unref();
  }
}

import { Injectable, computed, inject, signal } from '@angular/core';
import type { MessageAnswer, MessageReceipt } from '@perto/contract';
import { Session } from '../session/session';
import { Api } from '../wire/api';
import { OneAtATime } from '../wire/one-at-a-time';
import { pauseAfter } from '../wire/request-failed';
import { withPage, withReceipts, withSeen } from './message-changes';
import { isNewer } from './message-ids';

/** How many stored messages stay in memory at least. */
const KEPT = 200;

/** The latest messages, each once: pages of the history, and what was pushed or sent since. */
@Injectable({ providedIn: 'root' })
export class Inbox {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly reading = new OneAtATime(() => this.readNewest());
  private retry?: ReturnType<typeof setTimeout>;
  private generation = 0;
  /** Where messages were missed: nothing newer joins the next page to what is known. Null: at the very beginning. */
  private missedAfter?: string | null;

  private readonly stored = signal<readonly MessageAnswer[]>([]);
  private readonly older = signal<string | null>(null);
  private readonly asked = signal(false);
  private readonly stale = signal(false);
  private readonly broken = signal(0);
  private readonly listeners = new Set<(arrivals: readonly MessageAnswer[]) => void>();

  /** Oldest first. */
  readonly history = this.stored.asReadonly();
  readonly hasOlder = computed(() => this.older() !== null);
  readonly loaded = this.asked.asReadonly();
  readonly outdated = this.stale.asReadonly();
  /** Counts how often messages were missed that older pages must be asked for again. */
  readonly gaps = this.broken.asReadonly();

  /** The last message that somebody else wrote: null when there is none, undefined when that is not known. */
  newestReceived(): string | null | undefined {
    const received = this.stored().findLast((message) => !this.isMine(message));
    return received?.id ?? (this.asked() && !this.hasOlder() ? null : undefined);
  }

  /** Takes in one message that was pushed, or is the answer to what one sent. */
  take(message: MessageAnswer): void {
    const news = this.stored().every(({ id }) => id !== message.id);
    this.stored.update((known) => withPage(known, [message]));
    this.dropOldest();
    if (news && !message.seen && !this.isMine(message)) this.tell([message]);
  }

  /** How far one's own messages have come. True when one is not known: it was sent in another tab. */
  receipts(receipts: readonly MessageReceipt[]): boolean {
    this.stored.update((known) => withReceipts(known, receipts));
    const known = new Set(this.stored().map(({ id }) => id));
    const oldest = this.stored()[0]?.id ?? null;
    return receipts.some(({ id }) => !known.has(id) && isNewer(id, oldest));
  }

  seen(ids: readonly string[]): void {
    this.stored.update((known) => withSeen(known, ids));
  }

  /** Reads the newest page of the history. */
  async refresh(): Promise<void> {
    clearTimeout(this.retry);
    await this.reading.request();
  }

  /** After this message some were missed that nobody will push: the next page tells which. */
  miss(after: string | null): void {
    if (this.missedAfter === undefined) this.missedAfter = after;
  }

  async loadOlder(): Promise<void> {
    const before = this.older();
    if (before === null) return;
    try {
      const page = await this.api.history({ before });
      this.stored.update((known) => withPage(known, page.items));
      this.older.set(page.next);
      this.stale.set(false);
    } catch {
      this.stale.set(true);
    }
  }

  /** Calls back with what others write, each message once, in the order known; answers how to end it. */
  whenArriving(listener: (arrivals: readonly MessageAnswer[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  stop(): void {
    this.generation++;
    clearTimeout(this.retry);
    this.missedAfter = undefined;
    this.stored.set([]);
    this.older.set(null);
    this.asked.set(false);
    this.stale.set(false);
  }

  private async readNewest(): Promise<void> {
    const generation = this.generation;
    try {
      const { items, next } = await this.api.history();
      if (generation !== this.generation) return;
      const first = !this.asked();
      const arrivals = first ? [] : this.missed(items);
      const joined = first || this.joins(items);
      const kept = joined ? this.stored() : this.afterGap();
      this.stored.set(withPage(kept, items));
      if (first || !joined) this.older.set(next);
      if (!joined) this.broken.update((count) => count + 1);
      this.missedAfter = undefined;
      this.dropOldest();
      this.asked.set(true);
      this.stale.set(false);
      this.tell(arrivals);
    } catch (failure) {
      if (generation !== this.generation) return;
      this.stale.set(true);
      this.retry = setTimeout(() => void this.refresh(), pauseAfter(failure));
    }
  }

  /** False when a page shares nothing with what is known: there may be messages in between. */
  private joins(page: readonly MessageAnswer[]): boolean {
    const missedAfter = this.missedAfter;
    const known = new Set(
      this.stored()
        .map(({ id }) => id)
        .filter((id) => missedAfter === undefined || !isNewer(id, missedAfter)),
    );
    return page.length === 0 || page.some(({ id }) => known.has(id));
  }

  /** What came since messages were missed: behind a gap only that and the page are sure. */
  private afterGap(): readonly MessageAnswer[] {
    const missedAfter = this.missedAfter;
    return missedAfter === undefined ? [] : this.stored().filter(({ id }) => isNewer(id, missedAfter));
  }

  /** What others wrote while nothing was pushed to this tab: the history alone knows it. */
  private missed(page: readonly MessageAnswer[]): MessageAnswer[] {
    const newest = this.stored().at(-1)?.id ?? null;
    return page
      .filter((message) => isNewer(message.id, newest) && !message.seen && !this.isMine(message))
      .reverse();
  }

  private isMine({ sender }: MessageAnswer): boolean {
    return sender.kind === 'user' && sender.id === this.session.id();
  }

  private tell(arrivals: readonly MessageAnswer[]): void {
    if (arrivals.length > 0) for (const listener of this.listeners) listener(arrivals);
  }

  /** A tab that is open for days does not keep every message: older ones are asked for again. */
  private dropOldest(): void {
    if (this.stored().length <= 2 * KEPT) return;
    const kept = this.stored().slice(-KEPT);
    this.stored.set(kept);
    this.older.set(kept[0]!.id);
  }
}

import { Injectable, computed, inject, signal } from '@angular/core';
import type { MessageAnswer } from '@perto/contract';
import { Connection } from '../connection/connection';
import { Settings } from '../settings/settings';
import { Api } from '../wire/api';
import { OneAtATime } from '../wire/one-at-a-time';
import { RequestFailed, pauseAfter } from '../wire/request-failed';
import { notYetStored, withPage, type Pulled } from './thread';

/** What was written: the stored history, and what has come since it was last asked for. */
@Injectable({ providedIn: 'root' })
export class Inbox {
  private readonly api = inject(Api);
  private readonly connection = inject(Connection);
  private readonly settings = inject(Settings);
  private readonly receiving = new OneAtATime(() => this.pull());
  private readonly reading = new OneAtATime(() => this.readNewest());
  private retry?: ReturnType<typeof setTimeout>;
  private generation = 0;
  private pulls = 0;

  private readonly stored = signal<readonly MessageAnswer[]>([]);
  private readonly arrived = signal<readonly Pulled[]>([]);
  private readonly older = signal<string | null>(null);
  private readonly asked = signal(false);
  private readonly stale = signal(false);
  private readonly fresh = signal<ReadonlySet<string>>(new Set());
  private readonly announced = signal<readonly Pulled[]>([]);

  /** Oldest first. */
  readonly history = this.stored.asReadonly();
  /** What came live and is not in the history yet. */
  readonly pulled = computed(() =>
    notYetStored(this.arrived(), this.stored(), this.settings.all().time_zone),
  );
  readonly hasOlder = computed(() => this.older() !== null);
  readonly loaded = this.asked.asReadonly();
  readonly outdated = this.stale.asReadonly();
  /** Messages that came in this tab and were not looked at. */
  readonly unread = computed(() => this.fresh().size);
  /** The latest arrivals, for the live region. */
  readonly latest = this.announced.asReadonly();
  /** The newest stored message, to tell later ones from it. */
  readonly newest = computed(() => this.stored().at(-1)?.id ?? null);

  /** Empties this session's queue: one request at a time, once more if something came meanwhile. */
  receive(): Promise<void> {
    return this.receiving.request();
  }

  /** Reads the newest page of the history: the truth about what was written. */
  async refresh(): Promise<void> {
    clearTimeout(this.retry);
    await this.reading.request();
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

  markRead(): void {
    if (this.fresh().size > 0) this.fresh.set(new Set());
  }

  stop(): void {
    this.generation++;
    clearTimeout(this.retry);
    this.stored.set([]);
    this.arrived.set([]);
    this.announced.set([]);
    this.older.set(null);
    this.asked.set(false);
    this.stale.set(false);
    this.markRead();
  }

  private async pull(): Promise<void> {
    const socketId = this.connection.socketId;
    if (!socketId) return;
    const generation = this.generation;
    try {
      const messages = await this.api.receive(socketId);
      if (generation !== this.generation || messages.length === 0) return;
      const arrivals = messages.map((message): Pulled => ({
        ...message,
        key: `pulled-${++this.pulls}`,
        arrivedAt: Date.now(),
      }));
      this.arrived.update((known) => [...known, ...arrivals]);
      this.announced.set(arrivals);
      this.fresh.update((known) => new Set([...known, ...arrivals.map(({ key }) => key)]));
    } catch (failure) {
      // What a lost answer took is in the history. A full server is asked again later.
      if (failure instanceof RequestFailed && failure.retryAfter) {
        setTimeout(() => generation === this.generation && void this.receive(), pauseAfter(failure));
      }
    }
    await this.refresh();
  }

  private async readNewest(): Promise<void> {
    const generation = this.generation;
    try {
      const { items, next } = await this.api.history();
      if (generation !== this.generation) return;
      const first = !this.asked();
      const known = new Set(this.stored().map(({ id }) => id));
      // A page that shares nothing with what is known leaves a gap: then only the page is sure.
      const joined = first || known.size === 0 || items.length === 0 || items.some(({ id }) => known.has(id));
      this.stored.update((before) => withPage(joined ? before : [], items));
      if (first || !joined) this.older.set(next);
      this.dropStored();
      this.asked.set(true);
      this.stale.set(false);
    } catch (failure) {
      if (generation !== this.generation) return;
      this.stale.set(true);
      this.retry = setTimeout(() => void this.refresh(), pauseAfter(failure));
    }
  }

  /** Forgets the pulled messages that the history has taken over, so that memory stays bounded. */
  private dropStored(): void {
    const waiting = this.pulled();
    if (waiting.length < this.arrived().length) this.arrived.set(waiting);
  }
}

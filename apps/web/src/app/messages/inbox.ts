import { Injectable, computed, inject, signal } from '@angular/core';
import type { MessageAnswer, Participant } from '@perto/contract';
import { Connection } from '../connection/connection';
import { Session } from '../session/session';
import { Settings } from '../settings/settings';
import { Api } from '../wire/api';
import { OneAtATime } from '../wire/one-at-a-time';
import { RequestFailed, pauseAfter } from '../wire/request-failed';
import { neverPulled, notYetStored } from './matching';
import { isNewer } from './message-ids';
import { storedMessage, withPage, type Pulled } from './thread';

/** How many stored messages stay in memory at least. */
const KEPT = 200;

/** Something that somebody else wrote, the moment it is known here. */
export interface Arrival {
  key: string;
  sender: Participant;
  text: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** What was written: the stored history, and what has come since it was last asked for. */
@Injectable({ providedIn: 'root' })
export class Inbox {
  private readonly api = inject(Api);
  private readonly connection = inject(Connection);
  private readonly settings = inject(Settings);
  private readonly session = inject(Session);
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
  private readonly broken = signal(0);
  private readonly listeners = new Set<(arrivals: readonly Arrival[]) => void>();

  /** Oldest first. */
  readonly history = this.stored.asReadonly();
  /** What came live and is not in the history yet. */
  readonly pulled = computed(() => this.notYetIn(this.stored()));
  readonly hasOlder = computed(() => this.older() !== null);
  readonly loaded = this.asked.asReadonly();
  readonly outdated = this.stale.asReadonly();
  /** Counts how often messages were missed that older pages must be asked for again. */
  readonly gaps = this.broken.asReadonly();
  /** The newest stored message, to tell later ones from it. */
  readonly newest = computed(() => this.stored().at(-1)?.id ?? null);

  /** What came live and is not in a history that may know more than this one. */
  notYetIn(history: readonly MessageAnswer[]): Pulled[] {
    return notYetStored(this.arrived(), history, this.settings.all().time_zone);
  }

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

  /** Calls back with what others write, each message once, in the order known; answers how to end it. */
  whenArriving(listener: (arrivals: readonly Arrival[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  stop(): void {
    this.generation++;
    clearTimeout(this.retry);
    this.stored.set([]);
    this.arrived.set([]);
    this.older.set(null);
    this.asked.set(false);
    this.stale.set(false);
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
      // A history that was quicker has told of them already.
      const news = notYetStored(arrivals, this.stored(), this.settings.all().time_zone);
      this.arrived.update((known) => [...known, ...arrivals]);
      this.tell(
        news.map(({ key, id, message, arrivedAt }) => ({
          key,
          sender: { kind: 'user', id },
          text: message,
          at: arrivedAt,
        })),
      );
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
      const missed = first ? [] : this.missed(items);
      const known = new Set(this.stored().map(({ id }) => id));
      // A page that shares nothing with what is known leaves a gap: then only the page is sure.
      const joined = first || known.size === 0 || items.length === 0 || items.some(({ id }) => known.has(id));
      this.stored.update((before) => withPage(joined ? before : [], items));
      if (first || !joined) this.older.set(next);
      if (!joined) this.broken.update((count) => count + 1);
      this.dropStored();
      this.dropOldest();
      this.asked.set(true);
      this.stale.set(false);
      this.tell(missed);
    } catch (failure) {
      if (generation !== this.generation) return;
      this.stale.set(true);
      this.retry = setTimeout(() => void this.refresh(), pauseAfter(failure));
    }
  }

  /** What others wrote while this tab had no queue: the history alone knows it. */
  private missed(page: readonly MessageAnswer[]): Arrival[] {
    const newest = this.newest();
    const later = page.filter(({ id }) => isNewer(id, newest));
    const zone = this.settings.all().time_zone;
    return neverPulled(later, this.arrived(), zone)
      .map((message) => storedMessage(message, this.session.id()))
      .filter(({ mine }) => !mine)
      .reverse();
  }

  private tell(arrivals: readonly Arrival[]): void {
    if (arrivals.length > 0) for (const listener of this.listeners) listener(arrivals);
  }

  /** Forgets the pulled messages that the history has taken over, so that memory stays bounded. */
  private dropStored(): void {
    const waiting = this.pulled();
    if (waiting.length < this.arrived().length) this.arrived.set(waiting);
  }

  /** A tab that is open for days does not keep every message: older ones are asked for again. */
  private dropOldest(): void {
    if (this.stored().length <= 2 * KEPT) return;
    const kept = this.stored().slice(-KEPT);
    this.stored.set(kept);
    this.older.set(kept[0]!.id);
  }
}

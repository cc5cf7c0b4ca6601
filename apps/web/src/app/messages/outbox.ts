import { Injectable, computed, inject, signal } from '@angular/core';
import type { MessageAnswer, Participant } from '@perto/contract';
import { Connection } from '../connection/connection';
import { Session } from '../session/session';
import { inTab, keep, readKept } from '../storage/kept';
import { Api } from '../wire/api';
import { growingWait } from '../wire/growing-wait';
import { newKey } from '../wire/new-key';
import { OneAtATime } from '../wire/one-at-a-time';
import { RequestFailed, isTemporary } from '../wire/request-failed';
import { Inbox } from './inbox';
import { keptMessages, restoredMessages } from './outbox-memory';
import type { Obstacle, Outgoing } from './thread';
import { unreachableIn } from './unreachable';

export type Outcome = 'sent' | 'waiting' | 'refused';

/**
 * After a break everybody comes back at their own moment: so long somebody who is out of reach may be a person
 * who is not back yet. Milliseconds.
 */
const OTHERS_RETURN_WITHIN = 20_000;

/** What was written here and is not answered yet: sent one after the other, in order, until the server has it. */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly api = inject(Api);
  private readonly inbox = inject(Inbox);
  private readonly connection = inject(Connection);
  private readonly session = inject(Session);
  private readonly sending = new OneAtATime(() => this.sendQueued());
  private key = '';
  private failures = 0;
  /** Keys of what had to wait for the connection. */
  private returned = new Set<string>();
  /** When the connection came back, in milliseconds since 1970. */
  private backAt = 0;
  private retry?: ReturnType<typeof setTimeout>;

  private readonly all = signal<readonly Outgoing[]>([]);
  private readonly failure = signal<RequestFailed | null>(null);
  private readonly late = signal(0);
  private readonly listeners = new Set<(message: Outgoing, outcome: Outcome) => void>();

  /** In the order written. What the history has already is not shown twice, though its answer may still be to come. */
  readonly pending = computed((): readonly Outgoing[] => {
    const all = this.all();
    if (all.length === 0) return all;
    const stored = new Set(this.inbox.history().map(({ idempotency_key: key }) => key));
    return all.filter(({ key }) => !stored.has(key));
  });
  /** True while something is on its way or waits for it. */
  readonly queued = computed(() => this.all().some(({ state }) => state === 'queued'));
  /** How many that had to wait were sent since the connection came back. */
  readonly sentLate = this.late.asReadonly();
  /** What keeps the queue from being sent. A break that is not told is none. */
  readonly obstacle = computed((): Obstacle => {
    const { kind } = this.connection.state();
    if (kind === 'lost' || kind === 'offline' || this.failure()?.status === 0) return 'connection';
    return this.failure() ? 'server' : 'none';
  });

  /** What was on its way before a reload goes on its way again: with its key it is stored once. */
  load(): void {
    this.key = `perto.unsent.${this.session.id()}`;
    this.all.set(restoredMessages(readKept(inTab, this.key)));
  }

  send(text: string, recipients: readonly Participant[]): void {
    const message: Outgoing = { key: newKey(), text, recipients, at: Date.now(), state: 'queued' };
    this.change([...this.all(), message]);
    if (this.obstacle() !== 'none') this.tell(message, 'waiting');
    void this.flush();
  }

  /** Sends a refused message again, without those out of reach. */
  again(key: string): void {
    const refused = this.all().find((message) => message.key === key && message.state === 'refused');
    if (!refused) return;
    const { failure: _failure, unreachable = [], ...message } = refused;
    const recipients = message.recipients.filter(({ id }) => !unreachable.includes(id));
    if (recipients.length === 0) return;
    // To others it is another message, which needs a key of its own.
    const changed = recipients.length < message.recipients.length ? { recipients, key: newKey() } : {};
    this.replace(key, { ...message, ...changed, state: 'queued' });
    void this.flush();
  }

  discard(key: string): void {
    this.change(this.all().filter((message) => message.key !== key));
  }

  /** Sends what waits, now that there is a connection. */
  comeBack(): Promise<void> {
    this.late.set(0);
    this.backAt = Date.now();
    this.returned = new Set(this.all().flatMap(({ key, state }) => (state === 'queued' ? key : [])));
    this.proceed();
    return this.flush();
  }

  /** Calls back with what became of a message; answers how to end it. */
  whenSettled(listener: (message: Outgoing, outcome: Outcome) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Unsent messages belong to the person; leaving takes them along. */
  clear(): void {
    this.change([]);
  }

  stop(): void {
    clearTimeout(this.retry);
    this.key = ''; // what is kept stays for the next time this person comes
    this.all.set([]);
    this.proceed();
  }

  /** Only with a live session: without one the server may not know where the sender is, and whom they reach. */
  private flush(): Promise<void> {
    clearTimeout(this.retry);
    return this.connection.state().kind === 'online' ? this.sending.request() : Promise.resolve();
  }

  private async sendQueued(): Promise<void> {
    const { key } = this;
    for (let next = this.first(); next; next = this.first()) {
      const { recipients, text } = next;
      try {
        const ids = recipients.map(({ id }) => id);
        const answer = await this.api.send(ids, text, next.key);
        if (key !== this.key) return;
        this.sent(next, answer);
      } catch (failure) {
        if (key !== this.key) return;
        if (isTemporary(failure) || this.isAwaited(next, failure)) return this.wait(next, failure);
        this.refused(next, failure);
      }
    }
  }

  private isAwaited({ key }: Outgoing, failure: unknown): failure is RequestFailed {
    const early = Date.now() < this.backAt + OTHERS_RETURN_WITHIN && this.returned.has(key);
    return early && failure instanceof RequestFailed && failure.code === 'not_reachable';
  }

  private first(): Outgoing | undefined {
    return this.all().find(({ state }) => state === 'queued');
  }

  private sent(message: Outgoing, answer: MessageAnswer): void {
    this.proceed();
    if (this.returned.delete(message.key)) this.late.update((count) => count + 1);
    this.inbox.take(answer);
    this.discard(message.key);
    this.tell(message, 'sent');
  }

  private refused(message: Outgoing, failure: unknown): void {
    this.proceed();
    const unreachable = unreachableIn(failure, message.recipients);
    const refused: Outgoing = { ...message, state: 'refused', failure, unreachable };
    this.replace(message.key, refused);
    this.tell(refused, 'refused');
  }

  /** The server answers: what waits behind this message can be sent too. */
  private proceed(): void {
    this.failures = 0;
    this.failure.set(null);
  }

  /** The whole queue waits, so that nothing overtakes what was written before. */
  private wait(message: Outgoing, failure: RequestFailed): void {
    const known = this.obstacle() !== 'none';
    this.failure.set(failure);
    if (!known) this.tell(message, 'waiting');
    const { retryAfter } = failure;
    const wait = retryAfter ? retryAfter * 1000 : growingWait(++this.failures, Math.random());
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.flush(), wait);
  }

  private replace(key: string, message: Outgoing): void {
    this.change(this.all().map((each) => (each.key === key ? message : each)));
  }

  /** Kept before anything is sent: a reload in the middle of it loses nothing. */
  private change(all: readonly Outgoing[]): void {
    this.all.set(all);
    if (this.key) keep(inTab, this.key, keptMessages(all));
  }

  private tell(message: Outgoing, outcome: Outcome): void {
    for (const listener of this.listeners) listener(message, outcome);
  }
}

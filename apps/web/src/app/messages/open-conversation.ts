import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { MessageAnswer, MessageReceipt } from '@perto/contract';
import { Api } from '../wire/api';
import { OneAtATime } from '../wire/one-at-a-time';
import { SEVERAL } from './conversation';
import { Inbox } from './inbox';
import { withPage, withReceipts, withSeen } from './message-changes';

/** A search result farther back than this is shown by its conversation alone. */
const MOST_PAGES = 40;

/** The conversation that is open, with as much of its past as was scrolled to. */
@Injectable({ providedIn: 'root' })
export class OpenConversation {
  private readonly api = inject(Api);
  private readonly inbox = inject(Inbox);
  private readonly reading = new OneAtATime(() => this.readOlder());

  private readonly current = signal<string | null>(null);
  private readonly pages = signal<readonly MessageAnswer[]>([]);
  /** Where the next older page begins: unknown before the first answer, null after the last page. */
  private readonly older = signal<string | null | undefined>(undefined);
  private readonly failing = signal(false);
  private readonly sought = signal<string | null>(null);

  readonly id = this.current.asReadonly();
  /** What is stored of this conversation and of all others that are known. Oldest first. */
  readonly history = computed(() => withPage(this.pages(), this.inbox.history()));
  readonly loaded = computed(() => this.older() !== undefined);
  readonly hasOlder = computed(() => typeof this.older() === 'string');
  readonly outdated = this.failing.asReadonly();
  /** A message to bring into view. */
  readonly wanted = this.sought.asReadonly();

  constructor() {
    effect(() => {
      if (this.inbox.gaps() > 0) untracked(() => this.reopen());
    });
  }

  open(id: string | null): void {
    if (id === this.current()) return;
    this.current.set(id);
    this.sought.set(null);
    this.reopen();
  }

  /** Reads back to a message that lies perhaps far in the past. */
  async find(message: string): Promise<void> {
    const id = this.current();
    this.sought.set(null);
    for (let page = 0; page < MOST_PAGES && id === this.current(); page++) {
      if (this.pages().some((known) => known.id === message)) return this.sought.set(message);
      if (this.older() === null || this.failing()) return;
      await this.loadOlder();
    }
  }

  loadOlder(): Promise<void> {
    return this.reading.request();
  }

  receipts(receipts: readonly MessageReceipt[]): void {
    this.pages.update((known) => withReceipts(known, receipts));
  }

  seen(ids: readonly string[]): void {
    this.pages.update((known) => withSeen(known, ids));
  }

  private reopen(): void {
    this.pages.set([]);
    this.older.set(undefined);
    this.failing.set(false);
    if (this.current() !== null) void this.loadOlder();
  }

  private async readOlder(): Promise<void> {
    const id = this.current();
    const before = this.older();
    if (id === null || before === null) return;
    const whose = id === SEVERAL ? ({ audience: 'several' } as const) : { with: id };
    try {
      const page = await this.api.history({ ...whose, ...(before === undefined ? {} : { before }) });
      if (id !== this.current() || before !== this.older()) return; // another one was opened meanwhile
      this.pages.update((known) => withPage(known, page.items));
      this.older.set(page.next);
      this.failing.set(false);
    } catch {
      if (id === this.current()) this.failing.set(true);
    }
  }
}

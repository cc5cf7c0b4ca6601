import { Injectable, computed, inject, signal } from '@angular/core';
import type { MessageAnswer } from '@perto/contract';
import { Api } from '../wire/api';
import { withPage } from './message-changes';

/** Typing goes on: the server is asked when it pauses. Milliseconds. */
const PAUSE = 250;
/** A server that looks through a long past answers empty pages meanwhile: so many are followed by themselves. */
const EMPTY_PAGES = 5;

/** Looks for words in everything that was written, also long ago. */
@Injectable({ providedIn: 'root' })
export class MessageSearch {
  private readonly api = inject(Api);
  private timer?: ReturnType<typeof setTimeout>;

  private readonly typed = signal('');
  private readonly matches = signal<readonly MessageAnswer[]>([]);
  private readonly next = signal<string | null>(null);
  private readonly waiting = signal(false);
  private readonly failure = signal<unknown>(null);

  readonly words = this.typed.asReadonly();
  readonly active = computed(() => this.typed().trim() !== '');
  /** Oldest first. */
  readonly found = this.matches.asReadonly();
  readonly searching = this.waiting.asReadonly();
  readonly problem = this.failure.asReadonly();
  readonly hasMore = computed(() => this.next() !== null);

  look(words: string): void {
    clearTimeout(this.timer);
    this.typed.set(words);
    this.matches.set([]);
    this.next.set(null);
    this.failure.set(null);
    this.waiting.set(this.active());
    if (this.active()) this.timer = setTimeout(() => void this.ask(), PAUSE);
  }

  more(): Promise<void> {
    return this.waiting() ? Promise.resolve() : this.ask();
  }

  private async ask(): Promise<void> {
    const words = this.typed();
    this.waiting.set(true);
    this.failure.set(null);
    try {
      for (let pages = 0; pages < EMPTY_PAGES; pages++) {
        const before = this.next();
        const page = await this.api.history({ search: words.trim(), ...(before ? { before } : {}) });
        if (words !== this.typed()) return;
        this.matches.update((known) => withPage(known, page.items));
        this.next.set(page.next);
        if (page.items.length > 0 || page.next === null) break;
      }
    } catch (failure) {
      if (words === this.typed()) this.failure.set(failure);
    } finally {
      if (words === this.typed()) this.waiting.set(false);
    }
  }
}

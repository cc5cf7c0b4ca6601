import { computed, signal } from '@angular/core';

/** One page of a list, newest first; `next` leads to the page after it. */
export interface Page<Item> {
  items: readonly Item[];
  next: string | null;
}

type Ask<Item> = (before?: string) => Promise<Page<Item>>;

/** A long list that is fetched page by page; what was asked for last wins. */
export class PagedList<Item> {
  private ask: Ask<Item> = () => Promise.resolve({ items: [], next: null });
  private asked = 0;
  private readonly listed = signal<readonly Item[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly asking = signal(false);
  private readonly reason = signal<unknown>(null);

  /** Null until the first page is there. */
  readonly items = this.listed.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);
  readonly loading = this.asking.asReadonly();
  /** Why the latest page could not be had. */
  readonly failure = this.reason.asReadonly();

  /** Begins anew, with another question perhaps. What was listed stays until the answer is there. */
  load(ask: Ask<Item> = this.ask): Promise<void> {
    this.ask = ask;
    return this.fetch(undefined, () => []);
  }

  /** The page after what is listed. */
  async more(): Promise<void> {
    const before = this.cursor();
    if (before !== null && !this.asking()) await this.fetch(before, () => this.listed() ?? []);
  }

  private async fetch(before: string | undefined, kept: () => readonly Item[]): Promise<void> {
    const turn = ++this.asked;
    this.asking.set(true);
    this.reason.set(null);
    try {
      const { items, next } = await this.ask(before);
      if (turn !== this.asked) return;
      this.listed.set([...kept(), ...items]);
      this.cursor.set(next);
    } catch (failure) {
      if (turn === this.asked) this.reason.set(failure);
    } finally {
      if (turn === this.asked) this.asking.set(false);
    }
  }
}

import { Injectable, signal } from '@angular/core';

export interface Announcement {
  key: number;
  text: string;
}

/** A live region is read from its end: what is older than this was read or skipped long ago. */
const KEPT = 30;
/** After this time a line is no news any more, only a second copy of what the page shows. Milliseconds. */
const NEWS_FOR = 60_000;

/** What a screen reader is told, one line after the other: a burst is read line by line, none is replaced. */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly said = signal<readonly Announcement[]>([]);
  private last = 0;
  private forgetting?: ReturnType<typeof setTimeout>;
  readonly lines = this.said.asReadonly();

  say(text: string): void {
    this.said.update((lines) => [...lines.slice(1 - KEPT), { key: ++this.last, text }]);
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => this.clear(), NEWS_FOR);
  }

  clear(): void {
    clearTimeout(this.forgetting);
    this.said.set([]);
  }
}

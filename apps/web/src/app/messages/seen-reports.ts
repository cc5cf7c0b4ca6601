import { Injectable, inject } from '@angular/core';
import { LIMITS } from '@perto/contract';
import { Session } from '../session/session';
import { inTab, keep, readKept } from '../storage/kept';
import { Api } from '../wire/api';
import { OneAtATime } from '../wire/one-at-a-time';
import { isTemporary, pauseAfter } from '../wire/request-failed';
import { Inbox } from './inbox';
import { OpenConversation } from './open-conversation';

/** What is seen within this time is reported together. Milliseconds. */
const TOGETHER = 400;

/** Tells the server which received messages were before the reader's eyes, until it has heard it. */
@Injectable({ providedIn: 'root' })
export class SeenReports {
  private readonly api = inject(Api);
  private readonly inbox = inject(Inbox);
  private readonly opened = inject(OpenConversation);
  private readonly session = inject(Session);
  private readonly sending = new OneAtATime(() => this.send());
  private readonly waiting = new Set<string>();
  private timer?: ReturnType<typeof setTimeout>;
  private key = '';

  /** What was not reported before a reload is reported now. */
  load(): void {
    this.key = `perto.seen.${this.session.id()}`;
    const kept = readKept(inTab, this.key);
    if (!Array.isArray(kept)) return;
    this.report(kept.filter((id): id is string => typeof id === 'string' && /^\d{1,19}$/.test(id)));
  }

  /** Here they count as seen at once, and stay so. */
  report(ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.mark(ids);
    for (const id of ids) this.waiting.add(id);
    this.keep();
    this.sendIn(TOGETHER);
  }

  /** The connection is back: what could not be told is told now. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    return this.sending.request();
  }

  /** Leaving takes along what was not told. */
  clear(): void {
    this.waiting.clear();
    this.keep();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.key = ''; // what is kept stays for the next time this person comes
    this.waiting.clear();
  }

  private async send(): Promise<void> {
    const { key } = this;
    while (this.waiting.size > 0 && key === this.key) {
      const ids = [...this.waiting].slice(0, LIMITS.maxSeenBatch);
      try {
        await this.api.reportSeen(ids);
      } catch (failure) {
        if (key !== this.key) return;
        if (isTemporary(failure)) return this.sendIn(pauseAfter(failure));
        // Refused for good: asking again would change nothing.
      }
      if (key !== this.key) return;
      this.mark(ids); // a page of the history may have come since that did not know it yet
      for (const id of ids) this.waiting.delete(id);
      this.keep();
    }
  }

  private sendIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), milliseconds);
  }

  private mark(ids: readonly string[]): void {
    this.inbox.seen(ids);
    this.opened.seen(ids);
  }

  private keep(): void {
    if (this.key) keep(inTab, this.key, this.waiting.size > 0 ? [...this.waiting] : undefined);
  }
}

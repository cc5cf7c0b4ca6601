import { Injectable, inject, signal } from '@angular/core';
import type { AdminOverview } from '@perto/contract';
import { ConsoleApi } from '../console-api';
import { Watch } from '../watch';

/** Between one answer and the next question, in milliseconds. */
const PAUSE = 4_000;

/** How it is right now: who is online where, and the bots. Asked for again while the page is visible. */
@Injectable()
export class LiveNow {
  private readonly api = inject(ConsoleApi);
  private readonly watch = new Watch(() => this.ask(), PAUSE);
  private readonly known = signal<AdminOverview | null>(null);
  private readonly reason = signal<unknown>(null);

  /** Null until the first answer. What was known stays when the server is away. */
  readonly overview = this.known.asReadonly();
  /** Why it could not be refreshed; null while it can. */
  readonly failure = this.reason.asReadonly();

  start(): void {
    this.watch.start();
  }

  stop(): void {
    this.watch.stop();
  }

  /** At once: something was changed here, or somebody asks for it. */
  refresh(): Promise<void> {
    return this.watch.now();
  }

  private async ask(): Promise<void> {
    try {
      this.known.set(await this.api.overview());
      this.reason.set(null);
    } catch (failure) {
      this.reason.set(failure);
    }
  }
}

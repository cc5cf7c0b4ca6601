import { Injectable, inject, signal } from '@angular/core';
import type { AdminMessageAnswer } from '@perto/contract';
import { newKey } from '../../wire/new-key';
import { ConsoleApi } from '../console-api';

/** What one admin writes to one building. The same draft, sent again, is the same message. */
@Injectable()
export class BuildingMessage {
  private readonly api = inject(ConsoleApi);
  private key = '';
  private keyed = '';
  private readonly written = signal('');
  private readonly target = signal('');
  private readonly busy = signal(false);
  private readonly reason = signal<unknown>(null);
  private readonly outcome = signal<(AdminMessageAnswer & { building: string }) | null>(null);

  readonly text = this.written.asReadonly();
  /** Id of the building; empty while none is chosen. */
  readonly building = this.target.asReadonly();
  readonly sending = this.busy.asReadonly();
  readonly failure = this.reason.asReadonly();
  /** What became of the last message. */
  readonly sent = this.outcome.asReadonly();

  type(text: string): void {
    this.written.set(text);
    this.outcome.set(null);
    this.reason.set(null);
  }

  to(building: string): void {
    if (building === this.target()) return;
    this.target.set(building);
    this.outcome.set(null);
    this.reason.set(null);
  }

  /** True when it went out. Without an answer the draft and its key stay, so that trying again is harmless. */
  async send(): Promise<boolean> {
    const [building, text] = [this.target(), this.written()];
    if (this.busy() || building === '' || text.trim() === '') return false;
    this.busy.set(true);
    this.reason.set(null);
    try {
      const answer = await this.api.writeTo(building, text, this.keyOf(building, text));
      this.keyed = '';
      this.outcome.set({ ...answer, building });
      if (this.written() === text) this.written.set('');
      return true;
    } catch (failure) {
      this.reason.set(failure);
      return false;
    } finally {
      this.busy.set(false);
    }
  }

  private keyOf(building: string, text: string): string {
    const draft = JSON.stringify([building, text]);
    if (draft !== this.keyed) {
      this.keyed = draft;
      this.key = newKey();
    }
    return this.key;
  }
}

import { Injectable, computed, inject, signal } from '@angular/core';
import type { AdminBot } from '@perto/contract';
import { OneAtATime } from '../../wire/one-at-a-time';
import { ConsoleApi } from '../console-api';

/** Which bots may speak, which wait for an answer, and which were told not to. */
@Injectable()
export class BotPermits {
  private readonly api = inject(ConsoleApi);
  private readonly asking = new OneAtATime(() => this.ask());
  private readonly allowedBots = signal<readonly AdminBot[] | null>(null);
  private readonly others = signal<readonly AdminBot[]>([]);
  private readonly reason = signal<unknown>(null);

  /** Null until they are known. */
  readonly allowed = this.allowedBots.asReadonly();
  /** Nobody has decided on these; who has waited longest comes first. */
  readonly waiting = computed(() =>
    this.others()
      .filter(({ decided_at }) => decided_at === null)
      .sort((a, b) => (a.registered_at ?? '').localeCompare(b.registered_at ?? '')),
  );
  /** An admin said no, or took the permission back. */
  readonly refused = computed(() => this.others().filter(({ decided_at }) => decided_at !== null));
  readonly failure = this.reason.asReadonly();

  refresh(): Promise<void> {
    return this.asking.request();
  }

  /**
   * Allows a bot to speak, or has it fall silent at once.
   *
   * @throws RequestFailed
   */
  async decide(id: string, allowed: boolean): Promise<void> {
    await this.api.authorizeBot(id, allowed);
    await this.refresh();
  }

  private async ask(): Promise<void> {
    try {
      const [allowed, others] = await Promise.all([this.api.bots(true), this.api.bots(false)]);
      this.allowedBots.set(allowed);
      this.others.set(others);
      this.reason.set(null);
    } catch (failure) {
      this.reason.set(failure);
    }
  }
}

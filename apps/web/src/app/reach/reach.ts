import { Injectable, computed, inject, signal } from '@angular/core';
import { LIMITS } from '@perto/contract';
import { Api } from '../wire/api';
import { allowed } from './reach-scale';

/** How far the person reaches, in metres: what is saved, and what is being tried on. */
@Injectable({ providedIn: 'root' })
export class Reach {
  private readonly api = inject(Api);
  private readonly stored = signal<number>(LIMITS.defaultRadiusMetres);
  private readonly trying = signal<number | null>(null);
  private readonly failure = signal<unknown>(null);
  private saves = 0;
  private changes = 0;
  private turn: Promise<void> = Promise.resolve();

  /** The range that the server knows. */
  readonly saved = this.stored.asReadonly();
  /** The range to draw: the one under the finger, else the saved one. */
  readonly shown = computed(() => this.trying() ?? this.stored());
  /** True while a range is tried on or on its way. */
  readonly changing = computed(() => this.trying() !== null);
  readonly problem = this.failure.asReadonly();

  /** Stands for what is known now: an answer counts only while nothing has changed since its question. */
  get moment(): number {
    return this.changes;
  }

  /** What the server says, unless the question was asked before the latest change of ours. */
  adopt(metres: number, askedAt = this.changes): void {
    if (this.trying() === null && askedAt === this.changes) this.stored.set(metres);
  }

  preview(metres: number): void {
    this.trying.set(allowed(metres));
  }

  /** True when saved; a range that was not saved goes back to what holds. */
  async save(metres: number): Promise<boolean> {
    const save = ++this.saves;
    const chosen = allowed(metres);
    this.changes++;
    this.trying.set(chosen);
    this.failure.set(null);
    // One after the other, and only the latest: two at once could arrive in the wrong order.
    const turn = this.turn.then(() => (save === this.saves ? this.api.updateRange(chosen) : undefined));
    this.turn = turn.catch(() => undefined);
    try {
      await turn;
      if (save === this.saves) this.stored.set(chosen);
      return true;
    } catch (failure) {
      if (save === this.saves) this.failure.set(failure);
      return false;
    } finally {
      this.changes++;
      if (save === this.saves) this.trying.set(null); // else a later change is still on its way
    }
  }
}

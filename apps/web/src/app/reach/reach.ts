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

  /** The range that the server knows. */
  readonly saved = this.stored.asReadonly();
  /** The range to draw: the one under the finger, else the saved one. */
  readonly shown = computed(() => this.trying() ?? this.stored());
  readonly problem = this.failure.asReadonly();

  /** What the server says, unless a change of ours is still on its way. */
  adopt(metres: number): void {
    if (this.trying() === null) this.stored.set(metres);
  }

  preview(metres: number): void {
    this.trying.set(allowed(metres));
  }

  /** True when saved; a range that was not saved goes back to what holds. */
  async save(metres: number): Promise<boolean> {
    const save = ++this.saves;
    const chosen = allowed(metres);
    this.trying.set(chosen);
    this.failure.set(null);
    try {
      await this.api.updateRange(chosen);
      this.stored.set(chosen);
      return true;
    } catch (failure) {
      if (save === this.saves) this.failure.set(failure);
      return false;
    } finally {
      if (save === this.saves) this.trying.set(null); // a later change is still on its way
    }
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { LIMITS } from '@perto/contract';
import { Language } from '../texts/language';
import { MARKS, MINOR_MARKS, afterKey, metresAt, positionOf } from './reach-scale';

/** Steps of the native slider: finer than a finger. */
const STEPS = 1000;

/** The range as a ruler and as a number; saved when it is let go of. */
@Component({
  selector: 'perto-range-control',
  templateUrl: './range-control.html',
  styleUrl: './range-control.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RangeControl {
  /** Metres. */
  readonly radius = input.required<number>();
  /** How many people are in range, for who cannot see the ring. */
  readonly reachable = input(0);
  readonly problem = input('');

  readonly previewed = output<number>();
  readonly chosen = output<number>();

  protected readonly texts = inject(Language).texts;
  protected readonly limits = LIMITS;
  protected readonly steps = STEPS;
  protected readonly wrong = signal(false);
  protected readonly at = computed(() => Math.round(positionOf(this.radius()) * STEPS));
  protected readonly share = computed(() => positionOf(this.radius()) * 100);
  protected readonly marks = MARKS.map((metres, index) => ({
    metres,
    index,
    left: positionOf(metres) * 100,
  }));
  protected readonly minor = MINOR_MARKS.map((metres) => ({ metres, left: positionOf(metres) * 100 }));

  private keyed?: number;

  protected slide(event: Event): void {
    this.wrong.set(false);
    this.previewed.emit(metresAt(Number(valueOf(event)) / STEPS));
  }

  protected release(event: Event): void {
    this.chosen.emit(metresAt(Number(valueOf(event)) / STEPS));
  }

  /** Keys go by metres that a person would say, not by steps of the logarithm. */
  protected key(event: KeyboardEvent): void {
    const metres = afterKey(event.key, this.keyed ?? this.radius());
    if (metres === undefined) return;
    event.preventDefault();
    this.keyed = metres;
    this.previewed.emit(metres);
  }

  /** A key that is held down is one change, saved when it comes up. */
  protected keyUp(): void {
    if (this.keyed !== undefined) this.chosen.emit(this.keyed);
    this.keyed = undefined;
  }

  protected type(event: Event): void {
    const metres = Number(valueOf(event));
    const valid =
      Number.isFinite(metres) && metres >= LIMITS.minRadiusMetres && metres <= LIMITS.maxRadiusMetres;
    this.wrong.set(!valid);
    if (valid && Math.round(metres) !== this.radius()) this.chosen.emit(Math.round(metres));
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}

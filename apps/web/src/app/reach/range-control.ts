import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { LIMITS } from '@perto/contract';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';
import { MARKS, MINOR_MARKS, afterKey, metresAt, positionOf } from './reach-scale';

/** Steps of the native slider: finer than a finger. */
const STEPS = 1000;

/** The range as a ruler and as a number; saved when it is let go of. */
@Component({
  selector: 'perto-range-control',
  imports: [Icon],
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
  /** False while the server cannot be told: to be seen and heard, not to be changed. */
  readonly live = input(true);

  readonly previewed = output<number>();
  readonly chosen = output<number>();

  protected readonly texts = inject(Language).texts;
  protected readonly steps = STEPS;
  protected readonly wrong = signal(false);
  /** How wide the number is: the unit stands right behind it, in a box that keeps its size. */
  protected readonly digits = linkedSignal(() => String(this.radius()).length);
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
    if (!this.live()) return this.putBack(event);
    this.wrong.set(false);
    this.previewed.emit(metresAt(Number(valueOf(event)) / STEPS));
  }

  protected release(event: Event): void {
    if (!this.live()) return this.putBack(event);
    this.chosen.emit(metresAt(Number(valueOf(event)) / STEPS));
  }

  /** Keys go by metres that a person would say, not by steps of the logarithm. */
  protected key(event: KeyboardEvent): void {
    const metres = afterKey(event.key, this.keyed ?? this.radius());
    if (metres === undefined) return;
    event.preventDefault();
    if (!this.live()) return;
    this.keyed = metres;
    this.previewed.emit(metres);
  }

  /** A key that is held down is one change, saved when it comes up. */
  protected keyUp(): void {
    if (this.keyed !== undefined) this.chosen.emit(this.keyed);
    this.keyed = undefined;
  }

  protected write(event: Event): void {
    this.digits.set(valueOf(event).length);
    this.wrong.set(false);
  }

  protected type(event: Event): void {
    const metres = Number(valueOf(event).trim().replace(',', '.') || NaN);
    const valid = metres >= LIMITS.minRadiusMetres && metres <= LIMITS.maxRadiusMetres;
    this.wrong.set(!valid);
    if (valid && Math.round(metres) !== this.radius()) this.chosen.emit(Math.round(metres));
  }

  private putBack(event: Event): void {
    (event.target as HTMLInputElement).value = String(this.at());
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}

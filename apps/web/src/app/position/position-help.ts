import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';
import type { Verdict } from './fix-filter';
import type { DeviceState, OwnPlace } from './own-position';
import { ageOf, isStale, troubleWords } from './place-words';

/**
 * What to do about one's own position: without one a card that says why and offers ways on;
 * with one that is in doubt a strip beside it; nothing when all is well.
 */
@Component({
  selector: 'perto-position-help',
  imports: [Icon],
  templateUrl: './position-help.html',
  styleUrl: './position-help.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PositionHelp {
  readonly device = input.required<DeviceState>();
  readonly place = input.required<OwnPlace | null>();
  /** The device's last word, when it was not believed. */
  readonly ignored = input<Verdict | null>(null);
  /** Milliseconds since 1970, ticking. */
  readonly now = input.required<number>();

  /** Also: set it anew, from the strip. */
  readonly markOnMap = output<void>();
  readonly chooseBuilding = output<void>();
  /** May cause the browser's question. */
  readonly useDevice = output<void>();

  protected readonly texts = inject(Language).texts;

  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  protected readonly title = computed(() => {
    const { place } = this.texts();
    const titles: Partial<Record<DeviceState, string>> = {
      unasked: place.unaskedTitle,
      refused: place.refusedTitle,
      unavailable: place.unavailableTitle,
      insecure: place.insecureTitle,
      coarse: place.coarseTitle,
    };
    return titles[this.device()] ?? place.locating;
  });
  protected readonly words = computed(
    () => troubleWords(this.device(), this.ignored(), this.texts()) || this.texts().place.locatingHint,
  );
  /** Asking again is worth it where the answer may be another one; a refusal has its own explanation. */
  protected readonly retryable = computed(() => ['unavailable', 'coarse'].includes(this.device()));

  /** The doubt about the place that there is; empty when there is none. */
  protected readonly doubt = computed(() => {
    const own = this.place();
    const { place } = this.texts();
    if (!own) return '';
    if (this.device() === 'good' && isStale(own, this.now())) return place.staleWhy(ageOf(own, this.now()));
    if (own.source === 'hand') {
      if (this.device() === 'locating') return place.locating;
      if (['refused', 'unavailable', 'coarse', 'insecure'].includes(this.device())) return place.handKept;
    }
    if (own.source === 'device' && this.device() === 'refused') return place.refusedNow;
    return troubleWords(this.device(), this.ignored(), this.texts());
  });

  /** What was pressed goes away with the answer: the words that take its place get the focus. */
  protected ask(): void {
    this.useDevice.emit();
    this.heading()?.nativeElement.focus();
  }
}

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
import type { Coordinates } from '@perto/contract';
import type { Building } from '../buildings/buildings';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';
import type { OwnPlace } from './own-position';

/** Seven digits are a centimetre: enough for anybody who types. */
const DIGITS = 7;

/** Says by hand where one is: numbers, a building, or back to the device. The map does the rest. */
@Component({
  selector: 'perto-place-editor',
  imports: [Icon],
  templateUrl: './place-editor.html',
  styleUrl: './place-editor.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PlaceEditor {
  readonly place = input.required<OwnPlace | null>();
  readonly buildings = input.required<readonly Building[]>();
  readonly placed = output<Coordinates>();
  readonly deviceAsked = output<void>();
  readonly done = output<void>();

  protected readonly texts = inject(Language).texts;
  protected readonly wrong = signal(false);
  /** Follow the place until the person types. */
  protected readonly latitude = linkedSignal(() => this.place()?.latitude.toFixed(DIGITS) ?? '');
  protected readonly longitude = linkedSignal(() => this.place()?.longitude.toFixed(DIGITS) ?? '');
  protected readonly sorted = computed(() =>
    [...this.buildings()].sort((a, b) => a.name.localeCompare(b.name, this.texts().locale)),
  );

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const latitude = degrees(this.latitude(), 90);
    const longitude = degrees(this.longitude(), 180);
    this.wrong.set(latitude === null || longitude === null);
    if (latitude !== null && longitude !== null) this.placed.emit({ latitude, longitude });
  }
}

/** The number of a field, a comma allowed; null when it is none or beyond the limit. */
function degrees(text: string, limit: number): number | null {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Math.abs(number) <= limit ? number : null;
}

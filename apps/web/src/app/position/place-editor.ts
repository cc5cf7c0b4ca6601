import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import type { Coordinates } from '@perto/contract';
import type { Building } from '../buildings/buildings';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';
import { degreesIn, degreesOf } from './degrees';
import { metresBetween } from './metres';
import type { OwnPlace } from './own-position';

interface Typed {
  latitude: string;
  longitude: string;
}

/** Degrees, either way from zero. */
const LIMITS: Record<keyof Typed, number> = { latitude: 90, longitude: 180 };

/** Says by hand where one is: numbers, a building, or back to the device. The map does the rest. */
@Component({
  selector: 'perto-place-editor',
  imports: [Icon],
  templateUrl: './place-editor.html',
  styleUrl: './place-editor.css',
  host: { '(keydown.escape)': 'done.emit()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PlaceEditor {
  readonly place = input.required<OwnPlace | null>();
  readonly buildings = input.required<readonly Building[]>();
  /** Begin at the buildings, as somebody asked who wants to choose one. */
  readonly atBuildings = input(false);
  readonly placed = output<Coordinates>();
  readonly deviceAsked = output<void>();
  readonly done = output<void>();

  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly texts = inject(Language).texts;
  protected readonly wrong = signal(false);
  /** What the person wrote or chose; until then the fields follow the place. */
  private readonly typed = signal<Typed | null>(null);
  protected readonly fields = computed((): Typed => this.typed() ?? this.written(this.place()));
  protected readonly sorted = computed(() =>
    [...this.buildings()].sort((a, b) => a.name.localeCompare(b.name, this.texts().locale)),
  );
  /** The building in whose circle the numbers are; the nearest, as the server decides. */
  protected readonly building = computed(() => {
    const at = this.coordinates();
    if (!at) return '';
    const around = this.buildings().map(({ id, radius, ...centre }) => ({
      id,
      metres: metresBetween(centre, at),
      radius,
    }));
    const inside = around.filter(({ metres, radius }) => metres <= radius);
    return inside.sort((a, b) => a.metres - b.metres)[0]?.id ?? '';
  });

  constructor() {
    // It takes the place of what was there: the focus comes along, or it would be lost.
    afterNextRender(() => {
      const first = this.heading();
      first.nativeElement.focus({ preventScroll: true });
      // Where the page is so low that it scrolls, the form is above what was pressed.
      first.nativeElement.scrollIntoView?.({ block: 'nearest' });
    });
  }

  protected type(field: keyof Typed, event: Event): void {
    this.typed.set({ ...this.fields(), [field]: (event.target as HTMLInputElement).value });
    this.wrong.set(false);
  }

  protected choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const building = this.buildings().find(({ id }) => id === value);
    if (building) this.typed.set(this.written(building));
    this.wrong.set(false);
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const coordinates = this.coordinates();
    this.wrong.set(!coordinates);
    if (coordinates) this.placed.emit(coordinates);
  }

  /** Whether to say that this field holds no such number. */
  protected isWrong(field: keyof Typed): boolean {
    return this.wrong() && degreesOf(this.fields()[field], LIMITS[field]) === null;
  }

  private coordinates(): Coordinates | null {
    const { latitude, longitude } = this.fields();
    const north = degreesOf(latitude, LIMITS.latitude);
    const east = degreesOf(longitude, LIMITS.longitude);
    return north === null || east === null ? null : { latitude: north, longitude: east };
  }

  private written(at: Coordinates | null): Typed {
    const { locale } = this.texts();
    if (!at) return { latitude: '', longitude: '' };
    return { latitude: degreesIn(locale, at.latitude), longitude: degreesIn(locale, at.longitude) };
  }
}

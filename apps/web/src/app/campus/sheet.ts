import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { Covered } from '../campus-map/free-view';
import { sheetHeights, stopAfterDrag, type SheetHeights, type SheetStop } from './sheet-stops';

/** The capsule over the map on a phone, with its distance from the edge. Pixels. */
const CAPSULE = 76;
const NOTHING: Covered = { top: 0, right: 0, bottom: 0, left: 0 };

/** How much of a phone's screen the lists take; beside the map on anything wider. */
@Injectable()
export class Sheet {
  private readonly current = signal<SheetStop>('half');
  private readonly phone = signal(false);
  private readonly heights = signal<SheetHeights>(sheetHeights(0));
  private readonly pulled = signal<number | null>(null);

  readonly stop = this.current.asReadonly();
  /** True while a finger holds it: then it follows at once, without motion of its own. */
  readonly dragging = computed(() => this.pulled() !== null);
  /** How high it stands, in pixels; null where it is no sheet. */
  readonly height = computed(() => (this.phone() ? (this.pulled() ?? this.heights()[this.current()]) : null));
  /** How much of the map lies under the capsule and the sheet: by its stop, so the map rests during a drag. */
  readonly covered = computed((): Covered => {
    if (!this.phone()) return NOTHING;
    const { peek, half } = this.heights();
    return { ...NOTHING, top: CAPSULE, bottom: this.current() === 'peek' ? peek : half };
  });

  constructor() {
    const narrow = globalThis.matchMedia?.('(width < 768px) and (height >= 480px)');
    const measure = (): void => {
      this.phone.set(narrow?.matches ?? false);
      this.heights.set(sheetHeights(innerHeight));
    };
    measure();
    addEventListener('resize', measure);
    inject(DestroyRef).onDestroy(() => removeEventListener('resize', measure));
  }

  set(stop: SheetStop): void {
    this.current.set(stop);
  }

  /** The grabber: up while there is room, then down again. */
  cycle(): void {
    const next: Record<SheetStop, SheetStop> = { peek: 'half', half: 'full', full: 'peek' };
    this.current.set(next[this.current()]);
  }

  raise(): void {
    this.current.set(this.current() === 'peek' ? 'half' : 'full');
  }

  lower(): void {
    this.current.set(this.current() === 'full' ? 'half' : 'peek');
  }

  /** Pulls it to a height, between the lowest and the highest stop. */
  pull(height: number): void {
    const { peek, full } = this.heights();
    this.pulled.set(Math.min(full, Math.max(peek, height)));
  }

  /** Lets go: it goes on to where it was thrown. `speed` in pixels per second, upwards. */
  release(speed: number): void {
    const height = this.pulled();
    this.pulled.set(null);
    if (height !== null) this.current.set(stopAfterDrag(height, speed, this.heights()));
  }

  /** Lets go without meaning: it goes back to where it was. */
  abandon(): void {
    this.pulled.set(null);
  }
}

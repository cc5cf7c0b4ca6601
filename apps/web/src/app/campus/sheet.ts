import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { Covered } from '../campus-map/free-view';

export type SheetStop = 'peek' | 'half' | 'full';

/** The capsule over the map on a phone, with its distance from the edge. Pixels. */
const CAPSULE = 76;
/** Grabber, tabs and the field to write in. Pixels. */
const PEEK = 146;

/** How much of a phone's screen the lists take; beside the map on anything wider. */
@Injectable()
export class Sheet {
  private readonly current = signal<SheetStop>('half');
  private readonly phone = signal(false);
  private readonly height = signal(0);

  readonly stop = this.current.asReadonly();
  /** How much of the map lies under the capsule and the sheet. */
  readonly covered = computed((): Covered => {
    if (!this.phone()) return { top: 0, right: 0, bottom: 0, left: 0 };
    const bottom = this.current() === 'peek' ? PEEK : Math.round(this.height() * 0.52);
    return { top: CAPSULE, right: 0, bottom, left: 0 };
  });

  constructor() {
    const narrow = globalThis.matchMedia?.('(width < 768px) and (height >= 480px)');
    const measure = (): void => {
      this.phone.set(narrow?.matches ?? false);
      this.height.set(innerHeight);
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

  lower(): void {
    this.current.set(this.current() === 'full' ? 'half' : 'peek');
  }
}

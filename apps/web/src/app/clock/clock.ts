import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** The time, once a second, in milliseconds since 1970: for ages and countdowns. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private readonly time = signal(Date.now());
  readonly now = this.time.asReadonly();

  constructor() {
    const ticking = setInterval(() => this.time.set(Date.now()), 1000);
    inject(DestroyRef).onDestroy(() => clearInterval(ticking));
  }
}

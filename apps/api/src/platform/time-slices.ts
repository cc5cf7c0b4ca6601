import { Injectable } from '@nestjs/common';

/** Shorter ones serve the others sooner and take longer in all; `bench/broadcast.mjs` weighs the two. */
const SLICE_MS = 0.5;

/**
 * Does much small work in short slices, in the order in which it came, so that
 * whatever else this process has to do takes its turn in between.
 *
 * What a socket brings at once is otherwise handled at once, however much it is.
 */
@Injectable()
export class TimeSlices {
  private waiting: (() => void)[] = [];
  private next = 0;

  /** `work` is done soon, never within this call. It must not throw. */
  add(work: () => void): void {
    if (this.waiting.push(work) === 1) setImmediate(() => this.slice());
  }

  private slice(): void {
    const end = performance.now() + SLICE_MS;
    while (this.next < this.waiting.length) {
      this.waiting[this.next++]?.();
      if (performance.now() >= end) break;
    }
    if (this.next < this.waiting.length) return void setImmediate(() => this.slice());
    this.waiting = [];
    this.next = 0;
  }
}

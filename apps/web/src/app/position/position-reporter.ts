import { Injectable, inject, signal } from '@angular/core';
import { OUTSIDE, type Coordinates } from '@perto/contract';
import { Api } from '../wire/api';
import { OneAtATime } from '../wire/one-at-a-time';
import { pauseAfter } from '../wire/request-failed';
import { metresBetween } from './metres';

/** Steps shorter than this wait for the next regular report. Metres. */
const STEP = 4;
/** At most one report in this time, at least one in that. Milliseconds. */
const SHORTEST = 1_000;
const LONGEST = 30_000;

interface Report extends Coordinates {
  at: number;
}

/**
 * Milliseconds until a place should be reported: 0 is now.
 *
 * The first at once, a step of 4 m at most once a second, everything within 30 s.
 */
export function waitBeforeReport(last: Report | undefined, place: Coordinates, now: number): number {
  if (!last) return 0;
  const due = metresBetween(last, place) >= STEP ? SHORTEST : LONGEST;
  return Math.max(0, last.at + due - now);
}

/** Tells the server where the person is, and keeps what it answers. */
@Injectable({ providedIn: 'root' })
export class PositionReporter {
  private readonly api = inject(Api);
  private readonly sending = new OneAtATime(() => this.send());
  private place?: Coordinates;
  private last?: Report;
  private timer?: ReturnType<typeof setTimeout>;
  private waiting: (() => void)[] = [];

  private readonly name = signal<string | null>(null);
  private readonly failing = signal(false);
  private readonly sent = signal<Coordinates | null>(null);

  /** Name of the building that the server put the person in; null outdoors or before the first answer. */
  readonly building = this.name.asReadonly();
  readonly failed = this.failing.asReadonly();
  /** The last place that the server took. */
  readonly reported = this.sent.asReadonly();

  /** Reports this place as soon as the rules allow, and again until another one comes. */
  report(place: Coordinates): void {
    this.place = place;
    this.schedule();
  }

  /** Reports again at once, as before a new session: an old report may have been erased. */
  async repeat(): Promise<void> {
    if (!this.place) return;
    this.last = undefined;
    this.schedule();
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.place = this.last = undefined;
    this.name.set(null);
    this.sent.set(null);
    this.failing.set(false);
  }

  private schedule(wait = this.place && waitBeforeReport(this.last, this.place, Date.now())): void {
    clearTimeout(this.timer);
    if (wait !== undefined) this.timer = setTimeout(() => void this.sending.request(), wait);
  }

  private async send(): Promise<void> {
    const place = this.place;
    if (!place) return;
    // Counted from the attempt, so that a slow server is not asked more often.
    this.last = { latitude: place.latitude, longitude: place.longitude, at: Date.now() };
    try {
      const name = await this.api.updateCoordinates(place);
      if (!this.place) return; // stopped meanwhile
      this.name.set(name === OUTSIDE ? null : name);
      this.sent.set(place);
      this.failing.set(false);
      this.schedule();
    } catch (failure) {
      if (!this.place) return;
      this.failing.set(true);
      this.schedule(pauseAfter(failure));
    } finally {
      this.waiting.splice(0).forEach((resolve) => resolve());
    }
  }
}

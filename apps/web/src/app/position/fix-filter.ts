import type { Coordinates } from '@perto/contract';
import { metresBetween } from './metres';

/** What the device says about where it is. */
export interface Fix extends Coordinates {
  /** Metres, 95 % sure. */
  accuracy: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** Rougher than this says less than the name of the campus. Metres. */
export const ROUGHEST_ACCURACY = 200;
/** Faster than any train on campus. Metres per second. */
const FASTEST = 50;
/** A device that says the same three times means it. */
const AGREEING_FIXES = 3;

export type Verdict =
  | { kind: 'good' }
  /** Too rough to be a place. */
  | { kind: 'coarse'; accuracy: number }
  /** Too far from the last place for the time between. */
  | { kind: 'jump'; metres: number };

/** Tells wild fixes from good ones: the server takes any valid position, the page does not. */
export class FixFilter {
  private last?: Fix;
  private doubted: Fix[] = [];

  judge(fix: Fix): Verdict {
    if (!(fix.accuracy <= ROUGHEST_ACCURACY)) return { kind: 'coarse', accuracy: fix.accuracy };
    const jumped = this.last ? jump(this.last, fix) : 0;
    if (jumped > 0 && !this.confirmed(fix)) return { kind: 'jump', metres: jumped };
    this.last = fix;
    this.doubted = [];
    return { kind: 'good' };
  }

  /** A new beginning: after a place by hand the device may be anywhere. */
  forget(): void {
    this.last = undefined;
    this.doubted = [];
  }

  /** True once several doubted fixes in a row agree: a lift, a tunnel or a sleeping laptop, not an error. */
  private confirmed(fix: Fix): boolean {
    this.doubted = [...this.doubted.filter((doubted) => jump(doubted, fix) === 0), fix];
    return this.doubted.length >= AGREEING_FIXES;
  }
}

/** Metres of a move that nobody makes in that time, else 0. Both accuracies are given the benefit. */
function jump(from: Fix, to: Fix): number {
  const metres = metresBetween(from, to);
  const seconds = Math.max(1, (to.at - from.at) / 1000);
  return metres - from.accuracy - to.accuracy > FASTEST * seconds ? metres : 0;
}

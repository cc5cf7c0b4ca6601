import { Injectable } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import type { UserId } from '../auth/sign-in';
import { Clock } from '../platform/clock';

const LISTED_MS = LIMITS.listedSeconds * 1000;

/**
 * Who was listed to whom lately: somebody seen a moment ago can still be written to.
 *
 * Kept in two generations of a minute each, so that forgetting costs nothing.
 */
@Injectable()
export class Listings {
  private current = new Map<UserId, Map<UserId, number>>();
  private previous = new Map<UserId, Map<UserId, number>>();
  private turnedAt = -Infinity;

  constructor(private readonly clock: Clock) {}

  note(viewer: UserId, listed: UserId[]): void {
    const now = this.turn();
    let seen = this.current.get(viewer);
    if (!seen) this.current.set(viewer, (seen = new Map<UserId, number>()));
    for (const user of listed) seen.set(user, now);
  }

  has(viewer: UserId, user: UserId): boolean {
    const now = this.turn();
    const at = this.current.get(viewer)?.get(user) ?? this.previous.get(viewer)?.get(user);
    return at !== undefined && at >= now - LISTED_MS;
  }

  private turn(): number {
    const now = this.clock.now();
    if (now - this.turnedAt >= LISTED_MS) {
      this.previous =
        now - this.turnedAt < 2 * LISTED_MS ? this.current : new Map<UserId, Map<UserId, number>>();
      this.current = new Map();
      this.turnedAt = now;
    }
    return now;
  }
}

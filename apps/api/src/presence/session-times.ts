import { LIMITS } from '@perto/contract';
import type { Session } from './session';

/** How often somebody asks who is due, in milliseconds. */
export const SWEEP_MS = 250;
/** A connection is pinged every 7 s and given 6 s to answer: whoever says nothing for longer is not there. */
const SILENT_SWEEPS = 14_000 / SWEEP_MS;
/** Two sweeps farther apart than this mean that the process itself stood still. */
const STANDSTILL_MS = 2000;
const GRACE_MS = LIMITS.brokenSessionSeconds * 1000;
const RESUME_MS = LIMITS.resumeSeconds * 1000;

/** Sessions for which something is due. */
export interface Due {
  /** Connected as it seems, but not heard from within the ping time. */
  silent: Session[];
  /** Broken for so long that they do not count any more. */
  toDepart: Session[];
  /** Departed for so long that they cannot be resumed any more. */
  toEnd: Session[];
}

/**
 * When each session was last heard, and since when it is broken.
 *
 * Every session is in one of three lines, each in order of time: asking who is due
 * looks at those only. Silence is counted in sweeps, not on a clock: while this
 * process stands still nobody can be heard, and nobody is blamed for it.
 */
export class SessionTimes {
  private sweeps = 0;
  private sweptAt = -Infinity;
  private sweptAtMonotonic = performance.now();
  /** Each with the sweep during which it was last heard. */
  private readonly heard = new Map<Session, number>();
  /** Each with the moment of its break, in milliseconds since the Unix epoch. */
  private readonly broken = new Map<Session, number>();
  private readonly departed = new Map<Session, number>();

  /** Its connection brought something just now. */
  hear(session: Session): void {
    this.forget(session);
    this.heard.set(session, this.sweeps);
  }

  /** Its connection is gone since `at`. */
  break(session: Session, at: number): void {
    this.forget(session);
    this.broken.set(session, at);
  }

  /** It does not count any more; its time for resuming began with the break at `brokenAt`. */
  depart(session: Session, brokenAt: number): void {
    this.forget(session);
    this.departed.set(session, brokenAt);
  }

  forget(session: Session): void {
    this.heard.delete(session);
    this.broken.delete(session);
    this.departed.delete(session);
  }

  /** When a session that is not connected broke. */
  brokenAt(session: Session): number | undefined {
    return this.broken.get(session) ?? this.departed.get(session);
  }

  /** True when a session is broken, and for so long that it does not count any more. */
  shouldDepart(session: Session, now: number): boolean {
    return (this.broken.get(session) ?? Infinity) + GRACE_MS <= now;
  }

  /** True when a session departed so long ago that it cannot be resumed any more. */
  shouldEnd(session: Session, now: number): boolean {
    return (this.departed.get(session) ?? Infinity) + RESUME_MS <= now;
  }

  /** Who is due now; until something is done about them they stay so. */
  sweep(now: number): Due {
    this.sweeps++;
    const monotonic = performance.now();
    // Nobody could come back while this process stood still: their time begins anew.
    if (monotonic - this.sweptAtMonotonic > STANDSTILL_MS)
      this.broken.forEach((_, session) => this.broken.set(session, now));
    // The clock was put back: nothing that happened is yet to come.
    if (now < this.sweptAt)
      for (const line of [this.broken, this.departed])
        line.forEach((at, session) => line.set(session, Math.min(at, now)));
    this.sweptAt = now;
    this.sweptAtMonotonic = monotonic;
    return {
      silent: upTo(this.heard, this.sweeps - SILENT_SWEEPS - 1),
      toDepart: upTo(this.broken, now - GRACE_MS),
      toEnd: upTo(this.departed, now - RESUME_MS),
    };
  }
}

/** Those of a line in order of time whose time is not after `last`. */
function upTo(line: ReadonlyMap<Session, number>, last: number): Session[] {
  const due: Session[] = [];
  for (const [session, at] of line) {
    if (at > last) break;
    due.push(session);
  }
  return due;
}

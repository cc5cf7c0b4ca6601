import { dailyMoment, nextDaily } from './wall-clock';

/** Something that happens again and again, or once. */
export interface Schedule {
  /** When it is due next; undefined when that was all. */
  readonly next: Date | undefined;
  cancel(): void;
}

export interface Plan {
  /** When it is due first, in milliseconds since 1970. */
  first: number;
  /** When it is due next after `now`; undefined when that was all. */
  after(now: number): number | undefined;
}

/** A timer does not count the time that a machine sleeps: the clock is looked at this often. */
const LOOK_EVERY_MS = 30_000;
const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * Milliseconds of `'30s'`, `'15m'`, `'2h'`, `'1d'` or a number of milliseconds.
 *
 * @throws RangeError when it is neither, or under a second
 */
export function milliseconds(interval: number | string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)\s*([smhd])$/.exec(String(interval)) ?? [];
  const length = typeof interval === 'number' ? interval : Number(count) * UNITS[unit as keyof typeof UNITS];
  if (!(length >= 1000 && length < Infinity))
    throw new RangeError(`'${interval}' is not an interval such as '15m', of a second or more`);
  return length;
}

/** On a grid that begins now, so that it does not drift. */
export function everyPlan(interval: number, immediately: boolean, now = Date.now()): Plan {
  const after = (moment: number) => now + (Math.floor((moment - now) / interval) + 1) * interval;
  return { first: immediately ? now : now + interval, after };
}

/** Once at a date, or every day at a time of day. */
export function atPlan(when: Date | string, timeZone?: string, now = Date.now()): Plan {
  if (typeof when !== 'string') {
    if (Number.isNaN(when.getTime())) throw new RangeError('That is not a date');
    return { first: when.getTime(), after: () => undefined };
  }
  const moment = dailyMoment(when, timeZone);
  return { first: nextDaily(moment, now), after: (last) => nextDaily(moment, last) };
}

/**
 * Does the work whenever it is due: never twice at once, and only once for all that was missed while
 * the machine slept or the work took longer. `work` must not reject.
 */
export function follow(plan: Plan, work: () => Promise<void>): Schedule {
  let due: number | undefined = plan.first;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    const now = Date.now();
    if (due === undefined) return;
    if (now >= due) return void work().then(done);
    // The clock was put back: what was far away is not waited for.
    if (due !== plan.first) due = Math.min(due, plan.after(now) ?? due);
    timer = setTimeout(look, Math.min(due - now, LOOK_EVERY_MS));
  };
  const done = (): void => {
    if (due === undefined) return;
    due = plan.after(Date.now());
    look();
  };

  timer = setTimeout(look, 0); // so that whoever plans has the schedule before it is due
  return {
    get next() {
      return due === undefined ? undefined : new Date(due);
    },
    cancel() {
      due = undefined;
      clearTimeout(timer);
    },
  };
}

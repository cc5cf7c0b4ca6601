/** A moment of every day, such as 08:30 in a time zone. */
export interface DailyMoment {
  hour: number;
  minute: number;
  /** An IANA name, such as `Europe/Lisbon`; without it the machine's own. */
  timeZone?: string;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError when it is not a time of day such as `08:30`, or there is no such time zone */
export function dailyMoment(text: string, timeZone?: string): DailyMoment {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (!(hour < 24 && minute < 60)) throw new RangeError(`'${text}' is not a time of day such as '08:30'`);
  formatOf(timeZone); // refuses an unknown zone now, and not tomorrow morning
  return { hour, minute, timeZone };
}

/**
 * The first such moment after `now`, both in milliseconds since 1970.
 *
 * It comes once a day: where the clocks go forward over it, later by what they skip; where they go back
 * over it, the first time.
 */
export function nextDaily(moment: DailyMoment, now: number): number {
  const today = Math.floor(wallTime(now, moment.timeZone) / DAY_MS) * DAY_MS;
  for (let day = today; ; day += DAY_MS) {
    const instant = instantOf(day + (moment.hour * 60 + moment.minute) * 60_000, moment.timeZone);
    if (instant > now) return instant;
  }
}

/** When the clocks on the wall show `wall`, given as if it were UTC. */
function instantOf(wall: number, timeZone?: string): number {
  // The clocks change at most once from one day to the next, so one of these two holds.
  const [before, after] = [wall - DAY_MS, wall + DAY_MS].map((near) => wallTime(near, timeZone) - near);
  const shown = [wall - before!, wall - after!].filter((instant) => wallTime(instant, timeZone) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - before!;
}

/** What the clocks on the wall show, as if it were UTC, to the second. */
function wallTime(instant: number, timeZone?: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const { year, month, day, hour, minute, second } = parts as Record<string, number> & Parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;

function formatOf(timeZone = ''): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    const numeric = 'numeric';
    format = new Intl.DateTimeFormat('en-GB', {
      ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
      hourCycle: 'h23',
      ...(timeZone && { timeZone }),
    });
    formats.set(timeZone, format);
  }
  return format;
}

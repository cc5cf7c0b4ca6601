import { atPlan, everyPlan, follow, milliseconds, type Plan, type Schedule } from './schedule';

const MINUTE = 60_000;

describe('a schedule', () => {
  let times: number[];
  let schedule: Schedule;
  let finish: (() => void) | undefined;
  const start = Date.parse('2026-11-29T10:00:00Z');

  /** Follows a plan; `slow`: each work takes until `finish` is called. */
  function begin(plan: Plan, slow = false): void {
    schedule = follow(plan, async () => {
      times.push((Date.now() - start) / MINUTE);
      if (slow) await new Promise<void>((resolve) => (finish = resolve));
    });
  }
  const pass = (minutes: number) => jest.advanceTimersByTimeAsync(minutes * MINUTE);
  /** The machine sleeps: its clock goes on, its timers do not. */
  const sleep = (minutes: number) => jest.setSystemTime(Date.now() + minutes * MINUTE);

  beforeEach(() => {
    jest.useFakeTimers({ now: start });
    times = [];
  });
  afterEach(() => {
    schedule.cancel();
    jest.useRealTimers();
  });

  it('begins after the first interval, or at once', async () => {
    begin(everyPlan(15 * MINUTE, false));
    await pass(31);
    expect(times).toEqual([15, 30]);
    schedule.cancel();

    times = [];
    begin(everyPlan(15 * MINUTE, true));
    await pass(16);
    expect(times).toEqual([31, 46]);
  });

  it('does not drift, however long the work takes', async () => {
    begin(everyPlan(10 * MINUTE, false), true);

    await pass(13);
    finish?.();
    await pass(20);

    expect(times).toEqual([10, 20]);
  });

  it('does not overlap itself, and makes up once for what the work missed', async () => {
    begin(everyPlan(MINUTE, false), true);
    await pass(5.5);
    expect(times).toEqual([1]);

    finish?.();
    await pass(1);

    expect(times).toEqual([1, 6]);
  });

  it('makes up once for what the machine slept through, soon after it wakes', async () => {
    begin(everyPlan(15 * MINUTE, false));
    await pass(16);

    sleep(200);
    await pass(1);
    await pass(20);

    expect(times).toHaveLength(3);
    expect(times[1]).toBeLessThanOrEqual(217);
    expect(times[2]).toBe(225);
  });

  it('does not wait for a clock that was put back', async () => {
    begin(everyPlan(15 * MINUTE, false));
    await pass(16);

    sleep(-24 * 60);
    await pass(16);

    expect(times).toHaveLength(2);
  });

  it('says when it is due, and nothing of it goes on when it is cancelled', async () => {
    begin(everyPlan(MINUTE, false));
    expect(schedule.next).toEqual(new Date(start + MINUTE));

    schedule.cancel();
    await pass(5);

    expect([times, schedule.next, jest.getTimerCount()]).toEqual([[], undefined, 0]);
  });

  it('does not go on after the work during which it was cancelled', async () => {
    begin(everyPlan(MINUTE, false), true);
    await pass(1);

    schedule.cancel();
    finish?.();
    await pass(5);

    expect([times, jest.getTimerCount()]).toEqual([[1], 0]);
  });

  it('is due once at a date, and every day at a time of day', async () => {
    begin(atPlan(new Date(start + 90 * MINUTE)));
    await pass(24 * 60);
    expect(times).toEqual([90]);
    expect(schedule.next).toBeUndefined();

    times = [];
    begin(atPlan('12:00', 'UTC'));
    await pass(48 * 60);
    expect(times).toEqual([26 * 60, 50 * 60]);
  });
});

describe('an interval', () => {
  it.each([
    ['30s', 30_000],
    ['15m', 900_000],
    ['1.5 h', 5_400_000],
    ['1d', 86_400_000],
    [2500, 2500],
  ])('%p', (text, length) => {
    expect(milliseconds(text)).toBe(length);
  });

  it.each(['15', '15 minutes', '', '-1m', '0.1s', 999, NaN, Infinity])('is not %p', (text) => {
    expect(() => milliseconds(text)).toThrow(RangeError);
  });
});

import { Clock } from '../clock';
import { WallTime } from '../wall-time';
import { Housekeeping, type Chore } from './housekeeping';

class SetClock extends Clock {
  time = 0;

  override now(): number {
    return this.time;
  }
}

/** A chore that has so much to remove each time, and fails as often as told. */
function givenChore(when: Chore['when'], { steps = [0], failures = 0 } = {}) {
  const clock = new SetClock();
  const housekeeping = new Housekeeping(clock, new WallTime('Europe/Lisbon'));
  let done = 0;
  let step = 0;
  housekeeping.register({
    name: 'crumbs',
    when,
    remove: () => {
      if (failures-- > 0) return Promise.reject(new Error('no broom'));
      const removed = steps[step++ % steps.length] ?? 0;
      if (removed === 0) done++;
      return Promise.resolve(removed);
    },
  });
  const at = async (...instants: string[]) => {
    for (const instant of instants) {
      clock.time = Date.parse(instant);
      await housekeeping.doWhatIsDue();
    }
    return done;
  };
  return { at, housekeeping, steps: () => step };
}

describe('housekeeping', () => {
  it('does a nightly chore after the start, and then at three by the wall clock', async () => {
    const { at } = givenChore('nightly');

    // In summer Lisbon is an hour ahead of UTC.
    const counts = [
      await at('2026-07-01T00:10:00Z'),
      await at('2026-07-01T00:20:00Z', '2026-07-01T01:59:00Z'),
      await at('2026-07-01T02:00:00Z'),
      await at(
        '2026-07-01T02:01:00Z',
        '2026-07-01T22:59:00Z',
        '2026-07-01T23:30:00Z',
        '2026-07-02T01:59:00Z',
      ),
      await at('2026-07-02T02:00:00Z'),
    ];

    expect(counts).toEqual([1, 1, 2, 2, 3]);
  });

  it('does not do a nightly chore twice on the day of the start', async () => {
    const { at } = givenChore('nightly');

    expect(await at('2026-01-01T12:00:00Z', '2026-01-01T13:00:00Z', '2026-01-02T02:00:00Z')).toBe(1);
  });

  it('does an hourly chore once an hour', async () => {
    const { at } = givenChore('hourly');

    expect(await at('2026-01-01T12:10:00Z', '2026-01-01T12:50:00Z', '2026-01-01T13:00:00Z')).toBe(2);
  });

  it('goes on until nothing is left', async () => {
    const { at, steps } = givenChore('hourly', { steps: [1000, 1000, 3, 0] });

    await at('2026-01-01T12:10:00Z');

    expect(steps()).toBe(4);
  });

  it('tries again what failed', async () => {
    const { at } = givenChore('hourly', { failures: 1 });

    expect([await at('2026-01-01T12:10:00Z'), await at('2026-01-01T12:11:00Z')]).toEqual([0, 1]);
  });

  it('ends between two steps when the server stops', async () => {
    const { at, housekeeping, steps } = givenChore('hourly', { steps: [1] });
    const working = at('2026-01-01T12:10:00Z');

    await housekeeping.onModuleDestroy();

    await working;
    expect(steps()).toBe(1);
  });
});

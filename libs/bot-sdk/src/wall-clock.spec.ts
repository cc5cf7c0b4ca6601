import * as fc from 'fast-check';
import { dailyMoment, nextDaily } from './wall-clock';

const shown = (instant: number, timeZone: string): string =>
  new Date(instant).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });

describe('a daily moment', () => {
  const next = (text: string, timeZone: string, after: string): string =>
    new Date(nextDaily(dailyMoment(text, timeZone), Date.parse(after))).toISOString();

  it('is in the time zone that was named', () => {
    expect(next('08:30', 'Europe/Lisbon', '2026-07-01T06:00:00Z')).toBe('2026-07-01T07:30:00.000Z');
    expect(next('08:30', 'Europe/Lisbon', '2026-07-01T07:30:00Z')).toBe('2026-07-02T07:30:00.000Z');
    expect(next('8:30', 'Asia/Kolkata', '2026-07-01T06:00:00Z')).toBe('2026-07-02T03:00:00.000Z');
  });

  it('comes later by what the clocks skip, and once where they show it twice', () => {
    expect(next('01:30', 'Europe/Lisbon', '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:30:00.000Z');
    expect(next('01:30', 'Europe/Lisbon', '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(next('01:30', 'Europe/Lisbon', '2026-10-25T00:30:00Z')).toBe('2026-10-26T01:30:00.000Z');
  });

  it('comes on every day once, whatever the clocks do', () => {
    const zones = ['Europe/Lisbon', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
    const begin = Date.parse('2026-01-01T00:00:00Z');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 360 }),
        (timeZone, hour, minute, day) => {
          let instant = begin + day * 86_400_000;
          const days: string[] = [];
          for (let turn = 0; turn < 5; turn++) {
            const after = nextDaily({ hour, minute, timeZone }, instant);
            expect(after).toBeGreaterThan(instant);
            instant = after;
            days.push(shown(instant, timeZone).slice(0, 10));
          }
          const following = days.slice(1).map((date, index) => Date.parse(date) - Date.parse(days[index]!));
          expect(following).toEqual([86_400_000, 86_400_000, 86_400_000, 86_400_000]);
        },
      ),
    );
  });

  it.each(['24:00', '8:5', '08:60', 'noon', ''])('is not %p', (text) => {
    expect(() => dailyMoment(text)).toThrow(RangeError);
  });

  it('is in no time zone that does not exist', () => {
    expect(() => dailyMoment('08:30', 'Nowhere/None')).toThrow(RangeError);
  });
});

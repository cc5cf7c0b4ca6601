import { WallTime } from './wall-time';

describe('wall time', () => {
  it.each([
    ['winter', 'Europe/Lisbon', '2026-01-15T12:00:00Z', '2026-01-15 12:00:00'],
    ['summer', 'Europe/Lisbon', '2026-07-15T12:00:00Z', '2026-07-15 13:00:00'],
    ['the last second of winter', 'Europe/Lisbon', '2026-03-29T00:59:59Z', '2026-03-29 00:59:59'],
    ['the first second of summer', 'Europe/Lisbon', '2026-03-29T01:00:00Z', '2026-03-29 02:00:00'],
    ['the hour that comes twice, first', 'Europe/Lisbon', '2026-10-25T00:30:00Z', '2026-10-25 01:30:00'],
    ['the hour that comes twice, again', 'Europe/Lisbon', '2026-10-25T01:30:00Z', '2026-10-25 01:30:00'],
    ['midnight', 'Europe/Lisbon', '2026-01-15T00:00:00Z', '2026-01-15 00:00:00'],
    ['a day that is over elsewhere', 'Europe/Lisbon', '2026-06-30T23:30:00Z', '2026-07-01 00:30:00'],
    ['the Azores', 'Atlantic/Azores', '2026-01-15T00:30:00Z', '2026-01-14 23:30:00'],
    ['half an hour', 'Asia/Kolkata', '2026-01-15T12:00:00Z', '2026-01-15 17:30:00'],
    ['UTC, without its fraction of a second', 'UTC', '2026-01-05T01:02:03.999Z', '2026-01-05 01:02:03'],
  ])('is right in %s', (_when, zone, instant, expected) => {
    expect(new WallTime(zone).of(new Date(instant))).toBe(expected);
  });
});

import { destination } from '@perto/geo';
import { metresBetween } from '../position/metres';
import { lensOf } from './lens';

const torre = { latitude: 38.7378, longitude: -9.1386, radius: 50 };
const beside = (metres: number, radius = 50) => ({ ...destination(torre, 0, metres), radius });

describe('what two circles have in common', () => {
  it('lies in both of them, and reaches to where their edges cross', () => {
    const other = beside(80);

    const lens = lensOf(torre, other);

    expect(lens.length).toBeGreaterThan(20);
    for (const corner of lens)
      for (const circle of [torre, other])
        expect(metresBetween(corner, circle)).toBeLessThan(circle.radius + 0.1);
    const north = Math.max(...lens.map(({ latitude }) => latitude));
    // The crossings lie 30 m to either side: 40² + 30² = 50².
    expect(metresBetween({ ...torre, latitude: north }, torre)).toBeCloseTo(30, 0);
  });

  it('goes once around', () => {
    const other = beside(60);
    const lens = lensOf(torre, other);
    const way = lens.map((corner, index) => metresBetween(corner, lens[(index + 1) % lens.length]!));

    expect(Math.max(...way)).toBeLessThan(5);
  });

  it('is the smaller circle where it lies in the larger', () => {
    const small = beside(10, 20);

    const lens = lensOf(torre, small);

    expect(lens.every((corner) => Math.abs(metresBetween(corner, small) - 20) < 0.1)).toBe(true);
  });

  it('is nothing where they do not cross', () => {
    expect([lensOf(torre, beside(100.5)), lensOf(torre, beside(300))]).toEqual([[], []]);
  });
});

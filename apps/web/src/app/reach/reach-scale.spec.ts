import { MARKS, afterKey, metresAt, positionOf, wider } from './reach-scale';

describe('the slider of the range', () => {
  it('runs from 10 m to 5 km', () => {
    expect([metresAt(0), metresAt(1)]).toEqual([10, 5000]);
    expect([positionOf(10), positionOf(5000)]).toEqual([0, 1]);
  });

  it('gives each doubling the same width', () => {
    const widths = [20, 40, 80].map((metres) => positionOf(metres * 2) - positionOf(metres));

    expect(widths[1]).toBeCloseTo(widths[0]!);
    expect(widths[2]).toBeCloseTo(widths[0]!);
  });

  it('comes back to every labelled mark', () => {
    expect(MARKS.map((mark) => metresAt(positionOf(mark)))).toEqual([...MARKS]);
  });

  it('says round numbers: whole metres near, tens and fifties far', () => {
    for (let at = 0; at <= 1; at += 0.01) {
      const metres = metresAt(at);
      expect(metres % (metres < 50 ? 1 : metres < 200 ? 5 : metres < 1000 ? 10 : 50)).toBe(0);
    }
  });

  it('holds a range of less than 10 m at its beginning', () => {
    expect(positionOf(3)).toBe(0);
  });

  it('goes ten metres by an arrow, from mark to mark by Page, and never beyond what is allowed', () => {
    expect(afterKey('ArrowRight', 120)).toBe(130);
    expect(afterKey('ArrowLeft', 5)).toBe(1);
    expect(afterKey('PageUp', 120)).toBe(200);
    expect(afterKey('PageDown', 120)).toBe(50);
    expect(afterKey('PageUp', 5000)).toBe(5000);
    expect(afterKey('Home', 120)).toBe(1);
    expect(afterKey('a', 120)).toBeUndefined();
  });

  it('offers the next mark to whoever sees nobody', () => {
    expect([wider(80), wider(200), wider(5000)]).toEqual([200, 1000, undefined]);
  });
});

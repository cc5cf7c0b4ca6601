import { apart, beside, between } from './apart';

describe('apart', () => {
  const here = { x: 100, y: 50 };

  it.each([2, 3, 4])('shows each of %i people at one place', (count) => {
    const places = apart(
      Array.from({ length: count }, () => here),
      30,
      [],
    )!;

    places.forEach((place, index) =>
      places.slice(index + 1).forEach((other) => expect(between(place, other)).toBeGreaterThan(26)),
    );
  });

  it('hides nobody below what keeps its place', () => {
    const places = apart([here, { x: 104, y: 50 }], 30, [{ ...here, radius: 13 }])!;

    places.forEach((place) => expect(between(place, here)).toBeGreaterThan(25));
  });

  it('keeps each on the same side when they change places by less than a metre', () => {
    const [left] = apart([here, { x: 101, y: 50 }], 30, [])!;
    const [still] = apart([{ x: 101, y: 50 }, here], 30, [])!;

    expect(between(left!, still!)).toBeLessThan(4);
  });
});

describe('beside', () => {
  it('leaves alone what lies free', () => {
    const disc = { x: 50, y: 0, radius: 17 };

    expect(beside(disc, [{ x: 0, y: 0, radius: 13 }])).toBe(disc);
  });

  it('finds a free place between two that stand close together', () => {
    const fixed = [
      { x: 0, y: 0, radius: 13 },
      { x: 38, y: 0, radius: 22 },
    ];
    const place = beside({ x: 15, y: 0, radius: 17 }, fixed);

    fixed.forEach((round) => expect(between(place, round)).toBeGreaterThanOrEqual(round.radius + 16));
  });
});

import { stepsApart, type Pixels } from './apart';

const moved = (discs: readonly Pixels[], me?: Pixels): Pixels[] =>
  stepsApart(discs, me).map(({ x, y }, index) => ({ x: discs[index]!.x + x, y: discs[index]!.y + y }));
const gap = (a: Pixels, b: Pixels): number => Math.hypot(a.x - b.x, a.y - b.y);

describe('stepsApart', () => {
  const here = { x: 100, y: 50 };

  it('leaves people alone who stand apart', () => {
    expect(stepsApart([here, { x: 140, y: 50 }])).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 0 },
    ]);
  });

  it.each([2, 3, 12])('shows each of %i people at one place', (count) => {
    const places = moved(Array.from({ length: count }, () => here));

    places.forEach((place, index) =>
      places.slice(index + 1).forEach((other) => expect(gap(place, other)).toBeGreaterThan(27)),
    );
  });

  it('does not hide anybody below my own dot', () => {
    const [other] = moved([{ x: 103, y: 52 }], here);

    expect(gap(other!, here)).toBeGreaterThan(27);
  });

  it('does not spread a crowd over the map', () => {
    expect(new Set(stepsApart(Array.from({ length: 13 }, () => here)).map(({ x }) => x))).toEqual(
      new Set([0]),
    );
  });
});

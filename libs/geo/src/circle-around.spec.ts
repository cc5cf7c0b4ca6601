import fc from 'fast-check';
import { circleAround } from './circle-around';
import type { Coordinates } from './coordinates';
import { destination } from './destination';
import { distanceMetres } from './distance';

const GATE = { latitude: 38.737, longitude: -9.138 };

describe('a circle around points', () => {
  const campuses = fc.record({
    latitude: fc.double({ min: -70, max: 70, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  const offset = fc.double({ min: -2000, max: 2000, noNaN: true });
  const shapes = fc
    .tuple(campuses, fc.array(fc.tuple(offset, offset), { minLength: 1, maxLength: 12 }))
    .map(([from, offsets]) => offsets.map(([north, east]) => destination(from, north, east)));

  it('holds every one of them, wherever they are, and is little wider than it must be', () => {
    fc.assert(
      fc.property(shapes, (points) => {
        const { centre, radiusMetres } = circleAround(points);

        const distances = points.map((point) => distanceMetres(centre, point));
        expect(Math.max(...distances)).toBeLessThanOrEqual(radiusMetres);
        expect(radiusMetres).toBeLessThanOrEqual(0.75 * diameterOf(points) + 1);
      }),
    );
  });

  it.each([
    ['at home', GATE],
    ['on the 180th meridian', { latitude: -16.5, longitude: 180 }],
  ])('is the one through the corners of a square, %s', (_where, middle) => {
    const corners = [-30, 30].flatMap((north) => [-40, 40].map((east) => destination(middle, north, east)));

    const { centre, radiusMetres } = circleAround(corners);

    expect(distanceMetres(centre, middle)).toBeLessThan(0.01);
    expect(radiusMetres).toBeCloseTo(50, 2);
  });

  it('is a point around one point', () => {
    expect(circleAround([GATE, GATE])).toEqual({ centre: GATE, radiusMetres: 0 });
  });

  it('is refused around nothing, and around what is no place', () => {
    expect(() => circleAround([])).toThrow(RangeError);
    expect(() => circleAround([{ latitude: 91, longitude: 0 }])).toThrow(RangeError);
  });
});

/** The largest distance between two of the points. */
function diameterOf(points: Coordinates[]): number {
  return Math.max(...points.flatMap((one) => points.map((other) => distanceMetres(one, other))));
}

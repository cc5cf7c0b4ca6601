import fc from 'fast-check';
import type { Coordinates } from './coordinates';
import { distanceMetres } from './distance';
import { trueDestination, trueDistance } from './testing/geodesic';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const direction = between(0, 360);
const placeUpTo = (latitude: number): fc.Arbitrary<Coordinates> =>
  fc.record({ latitude: between(-latitude, latitude), longitude: between(-180, 180) });
const besideAntimeridian: fc.Arbitrary<Coordinates> = fc.record({
  latitude: between(-70, 70),
  longitude: fc.oneof(between(179.95, 180), between(-180, -179.95)),
});

/** What rounding may add, in metres. */
const ROUNDING = 5e-9;

function expectWithin(share: number, a: Coordinates, b: Coordinates): void {
  const truth = trueDistance(a, b);
  const error = Math.abs(distanceMetres(a, b) - truth);
  if (error > truth * share + ROUNDING) {
    throw new Error(`${distanceMetres(a, b)} m instead of ${truth} m`);
  }
}

describe('distanceMetres', () => {
  it('agrees with the geodesic within 0.001 % up to 10 km, from 70° south to 70° north', () => {
    const pairs = fc.property(placeUpTo(70), direction, between(0.1, 10_000), (from, towards, metres) =>
      expectWithin(1e-5, from, trueDestination(from, towards, metres)),
    );

    fc.assert(pairs, { numRuns: 20_000 });
  });

  it('agrees with the geodesic across the antimeridian', () => {
    const pairs = fc.property(besideAntimeridian, direction, between(0.1, 10_000), (from, towards, metres) =>
      expectWithin(1e-5, from, trueDestination(from, towards, metres)),
    );

    fc.assert(pairs, { numRuns: 5_000 });
  });

  it('agrees with the geodesic up to 100 km at every latitude, the poles included', () => {
    const place = fc.oneof(placeUpTo(90), placeUpTo(0.01), fc.constant({ latitude: 90, longitude: 7 }));
    const pairs = fc.property(place, direction, between(0.1, 100_000), (from, towards, metres) =>
      expectWithin(1e-5, from, trueDestination(from, towards, metres)),
    );

    fc.assert(pairs, { numRuns: 5_000 });
  });

  it('is within 0.5 % for any two points on Earth', () => {
    const pairs = fc.property(placeUpTo(90), placeUpTo(90), (a, b) => expectWithin(0.005, a, b));

    fc.assert(pairs, { numRuns: 5_000 });
  });

  it('is within 0.5 % for points opposite each other', () => {
    const nearlyOpposite = fc.property(placeUpTo(90), between(-1, 1), between(-1, 1), (a, north, east) => {
      const latitude = Math.max(-90, Math.min(90, -a.latitude + north));
      expectWithin(0.005, a, { latitude, longitude: a.longitude + 180 + east });
    });

    fc.assert(nearlyOpposite, { numRuns: 5_000 });
  });

  it('is the same there and back', () => {
    const pairs = fc.property(placeUpTo(90), placeUpTo(90), (a, b) => {
      expect(distanceMetres(a, b)).toBe(distanceMetres(b, a));
    });

    fc.assert(pairs, { numRuns: 2_000 });
  });

  it('grows on the way straight ahead', () => {
    const walks = fc.property(
      placeUpTo(90),
      direction,
      between(0, 100_000),
      between(0.01, 100),
      (a, to, metres, more) => {
        const near = distanceMetres(a, trueDestination(a, to, metres));
        const far = distanceMetres(a, trueDestination(a, to, metres + more));

        expect(far).toBeGreaterThan(near);
      },
    );

    fc.assert(walks, { numRuns: 5_000 });
  });

  it.each([
    ['at the same place', { latitude: 38.7, longitude: -9.1 }, { latitude: 38.7, longitude: -9.1 }],
    ['at -180° and 180°', { latitude: 51, longitude: -180 }, { latitude: 51, longitude: 180 }],
    ['at -540° and 180°', { latitude: 51, longitude: -540 }, { latitude: 51, longitude: 180 }],
    ['at 0 and -0', { latitude: 0, longitude: 0 }, { latitude: -0, longitude: -0 }],
    ['at the North Pole', { latitude: 90, longitude: 0 }, { latitude: 90, longitude: 123 }],
    ['at the South Pole', { latitude: -90, longitude: 0 }, { latitude: -90, longitude: -45 }],
  ])('is exactly 0 %s', (_where, a, b) => {
    const distance = distanceMetres(a, b);

    expect(distance).toBe(0);
  });

  it('knows the length of the first degree of latitude and of the equator', () => {
    const origin = { latitude: 0, longitude: 0 };

    const north = distanceMetres(origin, { latitude: 1, longitude: 0 });
    const east = distanceMetres(origin, { latitude: 0, longitude: 1 });

    expect(Math.abs(north - 110_574.39)).toBeLessThan(0.1);
    expect(Math.abs(east - 111_319.49)).toBeLessThan(0.1);
  });

  it.each([
    ['latitude', { latitude: 90.000001, longitude: 0 }],
    ['latitude', { latitude: -91, longitude: 0 }],
    ['latitude', { latitude: NaN, longitude: 0 }],
    ['longitude', { latitude: 0, longitude: NaN }],
    ['longitude', { latitude: 0, longitude: Infinity }],
  ])('refuses what is not a %s: %p', (word, nowhere) => {
    const origin = { latitude: 0, longitude: 0 };

    expect(() => distanceMetres(origin, nowhere)).toThrow(RangeError);
    expect(() => distanceMetres(nowhere, origin)).toThrow(new RegExp(word, 'i'));
  });
});

import { distanceMetres } from '@perto/geo';
import * as fc from 'fast-check';
import { destination, metresBetween, type Coordinates } from './plane.mjs';
import { randomNumbers } from './random.mjs';
import { Walk, type Building } from './walk.mjs';

const campus = { latitude: 38.7375, longitude: -9.1387 };

/** Buildings of one campus, some of which overlap. */
const building = fc
  .record({
    id: fc.uuid(),
    north: fc.integer({ min: -400, max: 400 }),
    east: fc.integer({ min: -400, max: 400 }),
    radious: fc.integer({ min: 5, max: 120 }),
  })
  .map(({ id, north, east, radious }): Building => ({ id, radious, ...destination(campus, north, east) }));
const someBuildings = fc.array(building, { minLength: 1, maxLength: 6 });
const seed = fc.integer({ min: 0, max: 1_000_000 });
const speed = fc.double({ min: 0.1, max: 50, noNaN: true });

/** Where a walk is every `step` seconds. */
function placesOf(walk: Walk, step: number, count = 400): Coordinates[] {
  return Array.from({ length: count }, (_, index) => walk.at(index * step));
}

const isIn = (place: Coordinates, { radious, ...centre }: Building): boolean =>
  distanceMetres(place, centre) <= radious;

describe('a walk over the campus', () => {
  it('is the same for the same seed, however often one looks', () => {
    fc.assert(
      fc.property(someBuildings, seed, speed, (buildings, number, pace) => {
        const walk = () => new Walk({ buildings, random: randomNumbers(number), speed: pace });

        const often = placesOf(walk(), 1);
        const seldom = placesOf(walk(), 7, 50);

        expect(seldom).toEqual(often.filter((_, index) => index % 7 === 0).slice(0, 50));
      }),
      { numRuns: 50 },
    );
  });

  it('is another for another seed', () => {
    const buildings: Building[] = [{ id: 'tower', radious: 50, ...campus }];

    const [one, other] = [1, 2].map((number) =>
      placesOf(new Walk({ buildings, random: randomNumbers(number) }), 1),
    );

    expect(one).not.toEqual(other);
  });

  it('is never faster than its speed', () => {
    fc.assert(
      fc.property(someBuildings, seed, speed, (buildings, number, pace) => {
        const places = placesOf(new Walk({ buildings, random: randomNumbers(number), speed: pace }), 1);

        const fastest = Math.max(
          ...places.slice(1).map((place, index) => distanceMetres(place, places[index] ?? place)),
        );

        expect(fastest).toBeLessThanOrEqual(pace * 1.002 + 0.01);
      }),
      { numRuns: 50 },
    );
  });

  it('stays where the buildings and the ways between them are', () => {
    fc.assert(
      fc.property(someBuildings, seed, speed, (buildings, number, pace) => {
        const places = placesOf(new Walk({ buildings, random: randomNumbers(number), speed: pace }), 5);

        const astray = places.filter((place) => {
          const furthest = (part: (one: Coordinates) => number, sign: number) =>
            Math.max(
              ...buildings.map(
                (one) => sign * part(destination(one, sign * one.radious, sign * one.radious)),
              ),
            );
          return [1, -1].some(
            (sign) =>
              sign * place.latitude > furthest(({ latitude }) => latitude, sign) ||
              sign * place.longitude > furthest(({ longitude }) => longitude, sign),
          );
        });

        expect(astray).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('never leaves a home', () => {
    fc.assert(
      fc.property(someBuildings, seed, speed, (buildings, number, pace) => {
        const home = buildings[0]!;
        const random = randomNumbers(number);

        const places = placesOf(new Walk({ buildings, random, speed: pace, home }), 5);

        expect(places.filter((place) => !isIn(place, home))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('comes to every building of a campus in time, and stays there for a while', () => {
    const buildings: Building[] = [-300, 0, 300].map((east) => ({
      ...{ id: String(east), radious: 40 },
      ...destination(campus, 0, east),
    }));

    const places = placesOf(new Walk({ buildings, random: randomNumbers(3) }), 10, 3000);
    const inside = buildings.map((one) => places.filter((place) => isIn(place, one)).length);

    expect(Math.min(...inside)).toBeGreaterThan(150);
    expect(inside.reduce((sum, count) => sum + count)).toBeLessThan(places.length);
  });

  it('goes to no building that nobody would walk to', () => {
    const near: Building = { id: 'near', radious: 30, ...campus };
    const far: Building = { id: 'far', radious: 30, ...destination(campus, 20_000, 0) };
    const walk = new Walk({ buildings: [near, far], random: randomNumbers(5) });
    const start = walk.at(0);

    const places = placesOf(walk, 30, 2000);

    expect(Math.max(...places.map((place) => distanceMetres(place, start)))).toBeLessThan(60);
  });
});

describe('the plane that they walk on', () => {
  it('agrees with the ellipsoid over a campus', () => {
    const offset = fc.integer({ min: -1500, max: 1500 });
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), offset, offset, (latitude, north, east) => {
        const from = { latitude, longitude: -9.1387 };

        const to = destination(from, north, east);
        const exact = distanceMetres(from, to);

        expect(Math.abs(Math.hypot(north, east) - exact)).toBeLessThanOrEqual(0.001 * exact + 0.01);
        expect(Math.abs(metresBetween(from, to) - exact)).toBeLessThanOrEqual(0.001 * exact + 0.01);
      }),
    );
  });
});

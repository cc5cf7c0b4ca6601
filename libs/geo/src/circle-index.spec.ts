import fc from 'fast-check';
import { CircleIndex, type Circle } from './circle-index';
import type { Coordinates } from './coordinates';
import { destination } from './destination';
import { distanceMetres } from './distance';
import { Dice } from './testing/dice';
import { expectSame } from './testing/expect-same';
import { aStepFrom, somewhere, WORLDS, type World } from './testing/worlds';

const gate: Coordinates = { latitude: 38.7373, longitude: -9.1387 };

/** Circles given by how far east of the gate they are, and their radius, both in metres. */
function givenCircles(circles: Record<string, [metresEast: number, radius: number]>): CircleIndex<string> {
  const index = new CircleIndex<string>();
  for (const [id, [metresEast, radiusMetres]] of Object.entries(circles)) {
    index.place(id, { centre: destination(gate, 0, metresEast), radiusMetres });
  }
  return index;
}

describe('CircleIndex', () => {
  it('names those whose circle holds the point, and no others', () => {
    const index = givenCircles({ ana: [40, 50], rui: [60, 50], eva: [4000, 5000], ivo: [0, 1] });

    const holders = index.holding(gate);

    expect(holders.sort()).toEqual(['ana', 'eva', 'ivo']);
  });

  it('counts the border as inside', () => {
    const centre = destination(gate, 30, 40);
    const radiusMetres = distanceMetres(centre, gate);
    const index = new CircleIndex<string>();
    index.place('inside', { centre, radiusMetres });
    index.place('outside', { centre, radiusMetres: radiusMetres - 1e-8 });

    const holders = index.holding(gate);

    expect(holders).toEqual(['inside']);
  });

  it('answers by the new radius after a change, in either direction', () => {
    const index = givenCircles({ ana: [100, 50] });
    const centre = destination(gate, 0, 100);

    index.place('ana', { centre, radiusMetres: 3000 });
    const grown = index.holding(gate);
    index.place('ana', { centre, radiusMetres: 99 });
    const shrunk = index.holding(gate);

    expect(grown).toEqual(['ana']);
    expect(shrunk).toEqual([]);
    expect(index.size).toBe(1);
    expect(index.get('ana')).toEqual({ centre, radiusMetres: 99 });
  });

  it('finds the nearest centre of those that hold the point', () => {
    const index = givenCircles({ near: [10, 5], tower: [-49, 50], hall: [45, 50], region: [70, 5000] });

    const nearest = index.nearestHolding(gate);

    expect(nearest?.id).toBe('hall');
    expect(nearest?.distanceMetres).toBeCloseTo(45, 6);
  });

  it('prefers the circle placed first among those equally near', () => {
    const index = givenCircles({ first: [20, 900], second: [20, 30], third: [20, 25] });
    index.place('first', { centre: destination(gate, 0, 20), radiusMetres: 21 });

    const nearest = index.nearestHolding(gate);

    expect(nearest?.id).toBe('first');
  });

  it('knows no nearest where no circle holds the point', () => {
    const index = givenCircles({ ana: [40, 20] });

    expect(index.nearestHolding(gate)).toBeUndefined();
    expect(index.holding(gate)).toEqual([]);
  });

  it('takes a radius of 0 for one point, and an infinite one for the Earth', () => {
    const index = givenCircles({ point: [0, 0], earth: [0, Infinity] });

    expect(index.holding(gate).sort()).toEqual(['earth', 'point']);
    expect(index.holding({ latitude: -38, longitude: 171 })).toEqual(['earth']);
  });

  it('forgets whoever is removed, and leaves no cells behind', () => {
    const index = givenCircles({ ana: [0, 50], rui: [0, 500] });

    expect(index.remove('ana')).toBe(true);
    expect(index.remove('ana')).toBe(false);
    expect(index.holding(gate)).toEqual(['rui']);
    expect(index.remove('rui')).toBe(true);
    const before = index.counters.cells;

    expect(index.holding(gate)).toEqual([]);
    expect(index.counters.cells).toBe(before);
    expect(index.size).toBe(0);
  });

  it.each<Circle>([
    { centre: { latitude: NaN, longitude: 0 }, radiusMetres: 50 },
    { centre: { latitude: -90.1, longitude: 0 }, radiusMetres: 50 },
    { centre: { latitude: 1, longitude: NaN }, radiusMetres: 50 },
    { centre: { latitude: 1, longitude: 1 }, radiusMetres: -1 },
    { centre: { latitude: 1, longitude: 1 }, radiusMetres: NaN },
  ])('refuses %p and changes nothing', (circle) => {
    const index = givenCircles({ ana: [0, 50] });
    const before = index.get('ana');

    expect(() => index.place('ana', circle)).toThrow(RangeError);
    expect(() => index.place('rui', circle)).toThrow(RangeError);

    expect(index.get('ana')).toEqual(before);
    expect(index.get('rui')).toBeUndefined();
    expect(index.holding(gate)).toEqual(['ana']);
  });

  it.each(WORLDS)('answers like a look at every circle, whatever happens in $name', (world) => {
    const lives = fc.property(fc.noShrink(fc.integer()), (seed) => liveThrough(world, new Dice(seed), 1500));

    fc.assert(lives, { numRuns: 8 });
  });
});

/** Circles come, move, change their size and go; a plain map says what the index must answer. */
function liveThrough(world: World, dice: Dice, happenings: number): void {
  const index = new CircleIndex<number>();
  const circles = new Map<number, Circle>();
  for (let happening = 0; happening < happenings; happening++) {
    const id = Math.floor(dice.between(0, 150));
    const old = circles.get(id);
    if (old && dice.chance(0.1)) {
      expect(index.remove(id)).toBe(circles.delete(id));
    } else {
      const next = old ? changed(old, world, dice) : aCircle(world, dice);
      index.place(id, next);
      circles.set(id, next);
    }
    if (happening % 12 === 0) expectSameAnswer(index, circles, world, dice);
  }
  expect(index.size).toBe(circles.size);
  for (const [id, circle] of circles) expect(index.get(id)).toEqual(circle);
}

function aCircle(world: World, dice: Dice): Circle {
  const anyRadius = 5000 ** dice.fraction();
  return {
    centre: somewhere(world, dice),
    radiusMetres: dice.oneOf([0, 1, 25, 50, 100, 200, 5000, anyRadius, anyRadius]),
  };
}

function changed(circle: Circle, world: World, dice: Dice): Circle {
  if (dice.chance(0.5)) return { ...circle, centre: aStepFrom(circle.centre, dice) };
  if (dice.chance(0.5)) return { ...circle, radiusMetres: aCircle(world, dice).radiusMetres };
  return aCircle(world, dice);
}

function expectSameAnswer(
  index: CircleIndex<number>,
  circles: ReadonlyMap<number, Circle>,
  world: World,
  dice: Dice,
): void {
  const point = somewhere(world, dice);

  const holders = index.holding(point);
  const nearest = index.nearestHolding(point);

  const expected = [...circles]
    .map(([id, { centre, radiusMetres }]) => ({
      id,
      radiusMetres,
      distanceMetres: distanceMetres(point, centre),
    }))
    .filter((circle) => circle.distanceMetres <= circle.radiusMetres);
  const [first] = [...expected].sort((a, b) => a.distanceMetres - b.distanceMetres);
  expectSame(holders.sort(ascending), expected.map(({ id }) => id).sort(ascending));
  expectSame(nearest, first && { id: first.id, distanceMetres: first.distanceMetres });
}

function ascending(a: number, b: number): number {
  return a - b;
}

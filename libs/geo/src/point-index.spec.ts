import fc from 'fast-check';
import type { Coordinates } from './coordinates';
import { destination } from './destination';
import { distanceMetres } from './distance';
import { PointIndex, type Neighbour } from './point-index';
import { Dice } from './testing/dice';
import { expectSame } from './testing/expect-same';
import { aStepFrom, somewhere, WORLDS, type World } from './testing/worlds';

const gate: Coordinates = { latitude: 38.7373, longitude: -9.1387 };

/** An index of people so many metres east of the gate. */
function givenPeople(metresEast: Record<string, number>): PointIndex<string> {
  const index = new PointIndex<string>();
  for (const [id, metres] of Object.entries(metresEast)) index.place(id, destination(gate, 0, metres));
  return index;
}

function idsOf<Id>(neighbours: Neighbour<Id>[]): Id[] {
  return neighbours.map(({ id }) => id);
}

describe('PointIndex', () => {
  it('finds everybody inside the radius and nobody outside it, nearest first', () => {
    const index = givenPeople({ rui: 40, eva: 400, ana: 3, ivo: -60 });

    const found = index.within(gate, 100);

    expect(idsOf(found)).toEqual(['ana', 'rui', 'ivo']);
    expect(found[1]?.distanceMetres).toBeCloseTo(40, 6);
  });

  it('counts the border as inside', () => {
    const index = givenPeople({ rui: 40 });
    const distance = distanceMetres(gate, destination(gate, 0, 40));

    expect(idsOf(index.within(gate, distance))).toEqual(['rui']);
    expect(index.within(gate, distance - 1e-8)).toEqual([]);
  });

  it('finds by radius 0 those exactly there', () => {
    const index = givenPeople({ ana: 0, rui: 0.001 });

    const found = index.within(gate, 0);

    expect(found).toEqual([{ id: 'ana', distanceMetres: 0 }]);
  });

  it('keeps those equally far in the order in which they were first placed', () => {
    const index = givenPeople({ rui: 5, ana: 5, eva: 5 });
    index.place('rui', destination(gate, 0, 300));
    index.place('rui', destination(gate, 0, 5));

    const found = index.within(gate, 10);

    expect(idsOf(found)).toEqual(['rui', 'ana', 'eva']);
  });

  it('finds people at their new place after a move, and no more at the old', () => {
    const index = givenPeople({ ana: 0, rui: 1 });

    index.place('ana', destination(gate, 2000, 0));

    expect(idsOf(index.within(gate, 50))).toEqual(['rui']);
    expect(idsOf(index.within(destination(gate, 2000, 0), 50))).toEqual(['ana']);
    expect(index.size).toBe(2);
  });

  it('forgets whoever is removed', () => {
    const index = givenPeople({ ana: 0, rui: 1 });

    expect(index.remove('ana')).toBe(true);
    expect(index.remove('ana')).toBe(false);
    expect(index.get('ana')).toBeUndefined();
    expect(idsOf(index.within(gate, 50))).toEqual(['rui']);
    expect(index.size).toBe(1);
  });

  it('keeps a copy of the coordinates as given', () => {
    const index = new PointIndex<number>();
    const at = { latitude: 10, longitude: -180 };
    index.place(1, at);

    at.latitude = 20;

    expect(index.get(1)).toEqual({ latitude: 10, longitude: -180 });
  });

  it('takes -180° and 180° for the same place', () => {
    const index = new PointIndex<string>();
    index.place('ana', { latitude: 10, longitude: -180 });
    index.place('rui', { latitude: 10, longitude: 180 });

    const found = index.within({ latitude: 10, longitude: 180 }, 0);

    expect(idsOf(found)).toEqual(['ana', 'rui']);
  });

  it('finds everybody on Earth when asked to', () => {
    const index = givenPeople({ ana: 0, rui: 5000 });
    index.place('eva', { latitude: -38.7, longitude: 170.9 });

    expect(idsOf(index.within(gate, 20_100_000))).toEqual(['ana', 'rui', 'eva']);
    expect(idsOf(index.within(gate, Infinity))).toEqual(['ana', 'rui', 'eva']);
  });

  it.each([
    { latitude: NaN, longitude: 0 },
    { latitude: 90.1, longitude: 0 },
    { latitude: 0, longitude: -Infinity },
  ])('refuses %p and changes nothing', (nowhere) => {
    const index = givenPeople({ ana: 0 });
    const before = index.get('ana');

    expect(() => index.place('ana', nowhere)).toThrow(RangeError);
    expect(() => index.place('rui', nowhere)).toThrow(RangeError);
    expect(() => index.within(nowhere, 10)).toThrow(RangeError);

    expect(index.get('ana')).toEqual(before);
    expect(index.size).toBe(1);
    expect(idsOf(index.within(gate, 1))).toEqual(['ana']);
  });

  it.each([-1, NaN])('refuses the radius %d', (radius) => {
    expect(() => givenPeople({ ana: 0 }).within(gate, radius)).toThrow(/radius/i);
  });

  it('leaves no cells behind when people walk on or leave', () => {
    const index = givenPeople({ ana: 0, rui: 10 });
    for (let metres = 0; metres < 3000; metres += 3) index.place('ana', destination(gate, metres, metres));
    const walked = index.counters.cells;
    index.within(gate, 5000);
    const afterWalk = index.counters.cells - walked;

    index.remove('ana');
    index.remove('rui');
    const left = index.counters.cells;
    index.within(gate, 5000);

    expect(afterWalk).toBe(3); // two leaves under one branch
    expect(index.counters.cells - left).toBe(0);
  });

  it('has after any life the cells that it would have if made afresh', () => {
    const lives = fc.property(fc.noShrink(fc.integer()), fc.constantFrom(...WORLDS), (seed, world) => {
      const dice = new Dice(seed);
      const index = new PointIndex<number>();
      for (let walk = 0; walk < 400; walk++) {
        const id = Math.floor(dice.between(0, 20));
        if (dice.chance(0.2)) index.remove(id);
        else index.place(id, aStepFrom(index.get(id) ?? somewhere(world, dice), dice));
      }
      const afresh = new PointIndex<number>();
      for (let id = 0; id < 20; id++) {
        const at = index.get(id);
        if (at) afresh.place(id, at);
      }

      expect(cellsOf(index)).toBe(cellsOf(afresh));
    });

    fc.assert(lives, { numRuns: 100 });
  });

  it('loses nobody on the border of a cell to rounding', () => {
    const onBorder = { latitude: 0, longitude: 10 };
    const index = new PointIndex<string>();
    index.place('ana', onBorder);

    for (let metres = 0.1; metres < 30; metres += 0.1) {
      const centre = { latitude: -metres / 110_574, longitude: 10 };
      expect(index.within(centre, distanceMetres(centre, onBorder))).toHaveLength(1);
    }
  });

  it.each(WORLDS)('answers like a look at everybody, whatever happens in $name', (world) => {
    const lives = fc.property(fc.noShrink(fc.integer()), (seed) => liveThrough(world, new Dice(seed), 1500));

    fc.assert(lives, { numRuns: 8 });
  });
});

/** How many cells there are: a search of the whole Earth visits each once. */
function cellsOf(index: PointIndex<number>): number {
  const before = index.counters.cells;
  index.within(gate, Infinity);
  return index.counters.cells - before;
}

/** People come, walk, jump and go; a plain map of them says what the index must answer. */
function liveThrough(world: World, dice: Dice, happenings: number): void {
  const index = new PointIndex<number>();
  const people = new Map<number, Coordinates>();
  for (let happening = 0; happening < happenings; happening++) {
    const id = Math.floor(dice.between(0, 150));
    const at = people.get(id);
    if (at && dice.chance(0.1)) {
      expect(index.remove(id)).toBe(people.delete(id));
    } else {
      const next = at && dice.chance(0.6) ? aStepFrom(at, dice) : somewhere(world, dice);
      index.place(id, next);
      people.set(id, next);
    }
    if (happening % 12 === 0) expectSameAnswer(index, people, world, dice);
  }
  expect(index.size).toBe(people.size);
  for (const [id, at] of people) expect(index.get(id)).toEqual(at);
}

function expectSameAnswer(
  index: PointIndex<number>,
  people: ReadonlyMap<number, Coordinates>,
  world: World,
  dice: Dice,
): void {
  const centre = somewhere(world, dice);
  const [somebody] = people.values();
  const justAsFar = somebody ? distanceMetres(centre, somebody) : 0;
  const radius = dice.oneOf([0, 1, 5, 25, 50, 100, 200, 1000, 5000, justAsFar, justAsFar]);

  const found = index.within(centre, radius);

  const expected = [...people]
    .map(([id, at]) => ({ id, distanceMetres: distanceMetres(centre, at) }))
    .filter(({ distanceMetres: distance }) => distance <= radius)
    .sort((a, b) => a.distanceMetres - b.distanceMetres);
  expectSame(found, expected);
}

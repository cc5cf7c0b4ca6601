import { CircleIndex } from './circle-index';
import type { Coordinates } from './coordinates';
import { destination } from './destination';
import { PointIndex } from './point-index';
import { Dice } from './testing/dice';
import type { QueryCounters } from './query-counters';

const RANGES = [25, 50, 100, 200] as const;
const QUERIES = 200;
const gate: Coordinates = { latitude: 38.7373, longitude: -9.1387 };

interface Effort {
  examinedPerAnswer: number;
  cellsPerQuery: number;
  cellsPerAnswer: number;
}

/** A square around the gate with so many square metres for each of its people. */
class Campus {
  private readonly half: number;
  private readonly homes: Coordinates[] = [];

  constructor(
    people: number,
    squareMetresEach: number,
    private readonly dice = new Dice(people),
  ) {
    this.half = Math.sqrt(people * squareMetresEach) / 2;
    for (let id = 0; id < people; id++) this.homes.push(this.somewhere());
  }

  somewhere(): Coordinates {
    return destination(
      gate,
      this.dice.between(-this.half, this.half),
      this.dice.between(-this.half, this.half),
    );
  }

  points(): PointIndex<number> {
    const index = new PointIndex<number>();
    for (const [id, home] of this.homes.entries()) index.place(id, home);
    return index;
  }

  circles(range: () => number): CircleIndex<number> {
    const index = new CircleIndex<number>();
    for (const [id, centre] of this.homes.entries()) index.place(id, { centre, radiusMetres: range() });
    return index;
  }
}

function effortOf(counters: QueryCounters, query: () => void, queries = QUERIES): Effort {
  const before = { ...counters };
  for (let count = 0; count < queries; count++) query();
  const answers = counters.answers - before.answers;
  expect(counters.queries - before.queries).toBe(queries);
  expect(answers).toBeGreaterThan(0);
  return {
    examinedPerAnswer: (counters.examined - before.examined) / answers,
    cellsPerQuery: (counters.cells - before.cells) / queries,
    cellsPerAnswer: (counters.cells - before.cells) / answers,
  };
}

/** Of searches for points in each of the ranges. */
function pointEfforts(campus: Campus): Effort[] {
  const index = campus.points();
  return RANGES.map((range) => effortOf(index.counters, () => index.within(campus.somewhere(), range)));
}

/** Of searches for circles, where everybody has the same range, for each of the ranges. */
function circleEfforts(campus: Campus): Effort[] {
  return RANGES.map((range) => {
    const index = campus.circles(() => range);
    return effortOf(index.counters, () => index.holding(campus.somewhere()));
  });
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const SEARCHES = [
  ['points', pointEfforts],
  ['circles', circleEfforts],
] as const;

describe.each(SEARCHES)('A search for %s', (_what, efforts) => {
  it.each([400, 1000])('examines at most 3 for each answer, with %d m² for everybody', (squareMetres) => {
    const found = efforts(new Campus(10_000, squareMetres));

    expect(mean(found.map(({ examinedPerAnswer }) => examinedPerAnswer))).toBeLessThan(3);
    expect(Math.max(...found.map(({ examinedPerAnswer }) => examinedPerAnswer))).toBeLessThan(3);
  });

  it('takes no more effort among 10,000 or 100,000 than among 1,000', () => {
    const few = efforts(new Campus(1_000, 600));
    const more = efforts(new Campus(10_000, 600));
    const many = efforts(new Campus(100_000, 600));

    for (const [position, { examinedPerAnswer, cellsPerAnswer }] of few.entries()) {
      for (const effort of [more[position], many[position]]) {
        expect(effort?.examinedPerAnswer).toBeLessThan(examinedPerAnswer * 1.25);
        expect(effort?.cellsPerAnswer).toBeLessThan(cellsPerAnswer * 2); // the tree grows with the logarithm
      }
    }
  });
});

describe('A search for circles of mixed sizes', () => {
  it.each([1_000, 100_000])('examines at most 3 for each answer among %d', (people) => {
    const dice = new Dice(7);
    const campus = new Campus(people, 600);
    const index = campus.circles(() => 25 * 8 ** dice.fraction());

    const effort = effortOf(index.counters, () => index.holding(campus.somewhere()));

    expect(effort.examinedPerAnswer).toBeLessThan(3);
    expect(effort.cellsPerAnswer).toBeLessThan(30);
  });

  it('examines at most 3 for each answer, wherever the radius lies in its class', () => {
    const campus = new Campus(2_000, 600);
    const radii = Array.from({ length: 16 }, (_, step) => 50 * 2 ** ((step + 0.1) / 16));

    const worst = Math.max(
      ...radii.map((radius) => {
        const index = campus.circles(() => radius);
        return effortOf(index.counters, () => index.holding(campus.somewhere())).examinedPerAnswer;
      }),
    );

    expect(worst).toBeLessThan(3);
  });
});

describe('A search of 5 km', () => {
  it('visits no empty cells around a single person', () => {
    const index = new PointIndex<string>();
    index.place('ana', gate);

    const effort = effortOf(index.counters, () => index.within(destination(gate, 900, -900), 5000), 1);

    expect(effort).toEqual({ examinedPerAnswer: 1, cellsPerQuery: 1, cellsPerAnswer: 1 });
  });

  it('visits fewer than two cells for each of the people found', () => {
    const index = new Campus(10_000, 600).points();

    const effort = effortOf(index.counters, () => index.within(gate, 5000), 3);

    expect(effort.cellsPerAnswer).toBeLessThan(2);
    expect(effort.examinedPerAnswer).toBeLessThan(1.1);
  });
});

describe('A crowd at one point', () => {
  it('costs a search elsewhere next to nothing', () => {
    const index = new PointIndex<number>();
    for (let id = 0; id < 5_000; id++) index.place(id, gate);
    index.place(-1, destination(gate, 60, 0));

    const effort = effortOf(index.counters, () => index.within(destination(gate, 60, 0), 30), 1);

    expect(effort.examinedPerAnswer).toBe(1);
    expect(effort.cellsPerQuery).toBeLessThan(5);
  });

  it('comes and goes one by one, and all are found', () => {
    const index = new PointIndex<number>();
    for (let id = 0; id < 5_000; id++) index.place(id, gate);

    for (let id = 0; id < 5_000; id += 2) index.remove(id);

    const found = index.within(gate, 0);
    expect(found).toHaveLength(2_500);
    expect(found.every(({ id }, position) => id === position * 2 + 1)).toBe(true);
  });
});

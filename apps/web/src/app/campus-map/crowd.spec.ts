import fc from 'fast-check';
import { between } from './apart';
import { Crowd, type CrowdView } from './crowd';
import { sizeOf, type Mark, type Placed } from './group';

const DISC = 34;
const RUNS = { numRuns: 60, interruptAfterTimeLimit: 4000 };
const VIEW: CrowdView = { zoom: 17, disc: DISC, selected: null };

/** From a handful with room for all to a crowd that stands on one another's feet. */
const aCampus = fc
  .record({ count: fc.integer({ min: 1, max: 120 }), width: fc.integer({ min: 1, max: 900 }) })
  .chain(({ count, width }) =>
    fc.array(
      fc.record({ x: fc.double({ min: 0, max: width, noNaN: true }), y: fc.integer({ min: 0, max: width }) }),
      {
        minLength: count,
        maxLength: count,
      },
    ),
  )
  .map((places): Placed[] => places.map((place, index) => ({ ...place, id: `p${index}` })));
const aTremble = fc.array(
  fc.record({ x: fc.integer({ min: -1, max: 1 }), y: fc.integer({ min: -1, max: 1 }) }),
  {
    minLength: 120,
    maxLength: 120,
  },
);

const together = (count: number, at = { x: 0, y: 0 }): Placed[] =>
  Array.from({ length: count }, (_, index) => ({ ...at, id: `p${index}` }));
const clusters = (marks: readonly Mark[]): Mark[] => marks.filter(({ ids }) => ids.length > 1);
/** Who is shown as one with whom, for each person. */
const company = (marks: readonly Mark[]): Map<string, readonly string[]> =>
  new Map(marks.flatMap(({ ids }) => ids.map((id): [string, readonly string[]] => [id, ids])));

describe('Crowd', () => {
  it('leaves people alone who stand apart', () => {
    const people = together(1).concat({ id: 'far', x: 60, y: 0 });

    expect(new Crowd().arrange(people, VIEW).map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [60, 0],
    ]);
  });

  it('lets a few at one place step apart while there is room', () => {
    expect(clusters(new Crowd().arrange(together(4), VIEW))).toEqual([]);
  });

  it.each([
    [9, 34],
    [10, 44],
    [30, 54],
  ])('draws %i people at one place as one of %i px', (count, size) => {
    const [mark, ...others] = new Crowd().arrange(together(count), VIEW);

    expect(others).toEqual([]);
    expect(mark!.ids).toHaveLength(count);
    expect(sizeOf(count, DISC)).toBe(size);
  });

  it('stands beside one’s own dot', () => {
    const [mark] = new Crowd().arrange(together(12), { ...VIEW, me: { x: 1, y: 0 } });

    expect(between(mark!, { x: 1, y: 0 })).toBeGreaterThan(33);
  });

  it('keeps a cluster that loses somebody and gains another', () => {
    const crowd = new Crowd();
    const [before] = crowd.arrange(together(12), VIEW);
    const [after] = crowd.arrange([...together(12).slice(1), { id: 'new', x: 5, y: 0 }], VIEW);

    expect(after!.key).toBe(before!.key);
  });

  it('keeps most of its clusters through a change of zoom', () => {
    const crowd = new Crowd();
    const [before] = crowd.arrange(together(12, { x: 10, y: 10 }), VIEW);
    const [after] = crowd.arrange(together(12, { x: 20, y: 20 }), { ...VIEW, zoom: 18 });

    expect(after!.key).toBe(before!.key);
  });

  it('shows everybody exactly once', () => {
    fc.assert(
      fc.property(aCampus, (people) => {
        const shown = new Crowd().arrange(people, VIEW).flatMap(({ ids }) => ids);

        expect([...shown].sort()).toEqual(people.map(({ id }) => id).sort());
      }),
      RUNS,
    );
  });

  it('lets no mark hide another', () => {
    fc.assert(
      fc.property(aCampus, (people) => {
        const marks = new Crowd().arrange(people, VIEW);

        const hidden = marks.filter((mark, index) =>
          marks.slice(index + 1).some((other) => between(mark, other) < (mark.radius + other.radius) * 0.65),
        );
        expect(hidden).toEqual([]);
      }),
      RUNS,
    );
  });

  it('shows the selected person alone', () => {
    fc.assert(
      fc.property(aCampus, (people) => {
        const marks = new Crowd().arrange(people, { ...VIEW, selected: 'p0' });

        expect(marks.find(({ ids }) => ids.includes('p0'))!.ids).toEqual(['p0']);
      }),
      RUNS,
    );
  });

  it('parts nobody who only trembles', () => {
    fc.assert(
      fc.property(aCampus, aTremble, (people, tremble) => {
        const crowd = new Crowd();
        const trembling = people.map(({ id, x, y }, index) => ({
          id,
          x: x + tremble[index]!.x,
          y: y + tremble[index]!.y,
        }));
        const before = company(crowd.arrange(people, VIEW));
        const after = company(crowd.arrange(trembling, VIEW));

        const parted = [...before].filter(
          ([id, ids]) => !ids.every((other) => after.get(id)!.includes(other)),
        );
        expect(parted).toEqual([]);
      }),
      RUNS,
    );
  });

  it('comes to rest: the same people at the same places are the same marks', () => {
    fc.assert(
      fc.property(aCampus, (people) => {
        const crowd = new Crowd();
        crowd.arrange(people, VIEW);
        const once = crowd.arrange(people, VIEW);

        expect(crowd.arrange(people, VIEW)).toEqual(once);
      }),
      RUNS,
    );
  });
});

import fc from 'fast-check';
import { nearestMark, nextMark } from './next-mark';

describe('nextMark', () => {
  const middle = { x: 0, y: 0 };

  it('goes to the nearest that way, and rather ahead than aside', () => {
    const east = { x: 40, y: 0 };
    const closerButAside = { x: 20, y: 30 };

    expect(nextMark('ArrowRight', middle, [closerButAside, east])).toBe(east);
  });

  it('stays where nothing lies that way', () => {
    expect(nextMark('ArrowUp', middle, [middle, { x: 40, y: 10 }, { x: 0, y: 60 }])).toBeUndefined();
  });

  it.each(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])('%s never goes back or around', (key) => {
    const places = fc.array(fc.record({ x: fc.integer(), y: fc.integer() }));
    fc.assert(
      fc.property(places, (marks) => {
        const next = nextMark(key, middle, marks);
        const ahead = { ArrowUp: -(next?.y ?? -1), ArrowDown: next?.y ?? 1 }[key];
        const along = { ArrowLeft: -(next?.x ?? -1), ArrowRight: next?.x ?? 1 }[key];

        expect(ahead ?? along).toBeGreaterThan(0);
      }),
    );
  });
});

describe('nearestMark', () => {
  it('finds who takes over where somebody went', () => {
    const near = { x: 3, y: 4 };

    expect(nearestMark({ x: 0, y: 0 }, [{ x: 9, y: 9 }, near])).toBe(near);
    expect(nearestMark({ x: 0, y: 0 }, [])).toBeUndefined();
  });
});

import type { Round } from './apart';
import { chipPlace, ChipObstacles, type Chip, type ChipPlace } from './chip-places';
import { overlap, type Box } from './names';

describe('chipPlace', () => {
  const size = { halfWidth: 50, halfHeight: 13 };
  const chip = (before?: ChipPlace, firm = true): Chip => ({
    middle: { x: 0, y: 0 },
    radius: 100,
    size,
    before,
    firm,
  });
  const anywhere = (box: Box): Box => box;
  const place = (discs: Round[], { before, firm = [] }: { before?: ChipPlace; firm?: Box[] } = {}) =>
    chipPlace(chip(before), new ChipObstacles(discs, [], firm), anywhere)!;
  const disc = (x: number, y: number): Round => ({ x, y, radius: 17 });
  const boxOf = ({ x, y, radius }: Round): Box => ({ x, y, halfWidth: radius, halfHeight: radius });

  it('is the top edge while nobody is there', () => {
    expect(place([]).box).toMatchObject({ x: 0, y: -111 });
  });

  it('is elsewhere on the circle when somebody is at the top', () => {
    const above = disc(5, -110);
    const { box, above: lifted } = place([above]);

    expect(overlap(box, boxOf(above))).toBe(false);
    expect(lifted).toBe(false);
  });

  it('stays while somebody passes close by, and while nobody is in the way any more', () => {
    const first = place([disc(5, -110)]);
    const later = place([disc(first.box.x, first.box.y - 29)], { before: first });

    expect(later.index).toBe(first.index);
    expect(place([], { before: later }).index).toBe(first.index);
  });

  it('lies above people in a crowd when it is one’s own, and is left out when it is not', () => {
    const crowd = Array.from({ length: 900 }, (_, index) =>
      disc(-300 + (index % 30) * 20, -300 + Math.floor(index / 30) * 20),
    );

    expect(place(crowd)).toMatchObject({ above: true });
    expect(chipPlace(chip(undefined, false), new ChipObstacles(crowd, [], []), anywhere)).toBeUndefined();
  });

  it('never covers the handle or one’s own dot, not even in the place that it has', () => {
    const handle = { x: 0, y: -100, halfWidth: 52, halfHeight: 22 };
    const { box } = place([], { before: place([]), firm: [handle] });

    expect(overlap(box, handle)).toBe(false);
  });

  it('is nowhere when nothing is in view', () => {
    expect(chipPlace(chip(), new ChipObstacles([], [], []), () => undefined)).toBeUndefined();
  });
});

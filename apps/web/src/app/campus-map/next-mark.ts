import type { Pixels } from './screen-grid';

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

export function isArrow(key: string): boolean {
  return key in ARROWS;
}

/**
 * The mark that an arrow key leads to: near, and rather ahead than aside.
 *
 * Undefined when nothing lies that way, within about 63° of the arrow.
 */
export function nextMark<T extends Pixels>(key: string, from: Pixels, marks: Iterable<T>): T | undefined {
  const arrow = ARROWS[key];
  if (!arrow) return undefined;
  let best: { mark: T; cost: number } | undefined;
  for (const mark of marks) {
    const [east, south] = [mark.x - from.x, mark.y - from.y];
    const ahead = east * arrow[0] + south * arrow[1];
    const aside = Math.abs(east * arrow[1]) + Math.abs(south * arrow[0]);
    if (ahead <= 0 || aside > ahead * 2) continue;
    const cost = ahead + 2 * aside;
    if (!best || cost < best.cost) best = { mark, cost };
  }
  return best?.mark;
}

/** The mark that is nearest to a place. */
export function nearestMark<T extends Pixels>(place: Pixels, marks: Iterable<T>): T | undefined {
  let best: { mark: T; distance: number } | undefined;
  for (const mark of marks) {
    const distance = Math.hypot(mark.x - place.x, mark.y - place.y);
    if (!best || distance < best.distance) best = { mark, distance };
  }
  return best?.mark;
}

import type { Round } from './apart';
import { ScreenGrid, type Pixels } from './screen-grid';

/** A box on the screen by its middle; pixels. */
export interface Box extends Pixels {
  halfWidth: number;
  halfHeight: number;
}

/** Half of one's own dot, in pixels. */
export const OWN_DOT = { halfWidth: 13, halfHeight: 13 };

const LINE = 16;
/** Longer names end in dots. */
const WIDEST = 110;
/** About what one letter takes. */
const LETTER = 7.4;
/** The room that a caption takes besides its words, in pixels. */
const CAPTION = { gap: 6, side: 8, halfHeight: 10 };
/** A name and its widest neighbour: nothing farther can collide. */
const FAR = 130;

/** The box of a name below its disc. */
export function nameBox({ x, y, radius }: Round, text: string): Box {
  return {
    x,
    y: y + radius + LINE / 2,
    halfWidth: Math.min(WIDEST, text.length * LETTER) / 2,
    halfHeight: LINE / 2,
  };
}

/** The box of what is written at who is selected: below the disc, or above it. */
export function captionBox({ x, y, radius }: Round, text: string, above: boolean): Box {
  const away = radius + CAPTION.gap + CAPTION.halfHeight;
  return {
    x,
    y: above ? y - away : y + away,
    halfWidth: (text.length * LETTER) / 2 + CAPTION.side,
    halfHeight: CAPTION.halfHeight,
  };
}

/** Which of the names can be shown: the first come first, and none covers a name, a disc or any of the `others`. */
export function freeNames(
  names: readonly { key: string; box: Box }[],
  discs: readonly (Round & { key: string })[],
  others: readonly Box[],
  /** So far from everything a name must be. Pixels. */
  air = 0,
): Set<string> {
  const grid = new ScreenGrid<Box & { key?: string }>(64);
  for (const { x, y, radius, key } of discs) grid.add({ x, y, halfWidth: radius, halfHeight: radius, key });
  const free = new Set<string>();
  for (const { key, box } of names) {
    const room = { ...box, halfWidth: box.halfWidth + air, halfHeight: box.halfHeight + air };
    const taken =
      others.some((other) => overlap(room, other)) ||
      grid.find(box, FAR, (other) => other.key !== key && overlap(room, other)) !== undefined;
    if (taken) continue;
    free.add(key);
    grid.add(box);
  }
  return free;
}

export function overlap(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) < a.halfWidth + b.halfWidth && Math.abs(a.y - b.y) < a.halfHeight + b.halfHeight;
}

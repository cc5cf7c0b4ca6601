import type { Round } from './apart';
import { overlap, type Box } from './names';
import { ScreenGrid, type Pixels } from './screen-grid';

/** Where a chip may stand on its circle: the top first, then around, in degrees from north. */
const BEARINGS = [0, 30, 330, 180, 60, 300, 150, 210, 90, 270];
/** How far a chip's middle stands outside its circle above or below it: on the edge, or clear of it. Pixels. */
const OUTWARD = [11, 34] as const;
/** Of a disc, so much may lie on a chip's edge: its words can be read. Pixels. */
const HARMLESS = 4;
/** A chip goes only where nobody is near, and so need not move again soon. Pixels. */
const AIR = { first: 1, again: 5 };
/** The widest mark, and half the widest chip: nothing farther can collide. Pixels. */
const FAR = 190;

/** What a chip should not cover, in layer pixels. */
export class ChipObstacles {
  private readonly discs = new ScreenGrid<Round>(64);
  private readonly names = new ScreenGrid<Box>(64);

  constructor(
    discs: readonly Round[],
    names: readonly Box[],
    /** Own dot, handle, the name of who is selected: those are covered by no means. */
    private readonly firm: readonly Box[],
  ) {
    for (const { x, y, radius } of discs) this.discs.add({ x, y, radius });
    for (const { x, y, halfWidth, halfHeight } of names) this.names.add({ x, y, halfWidth, halfHeight });
  }

  /** A disc comes nearer to the box than this; less than nothing means that it lies on it. */
  covers(box: Box, air: number): boolean {
    return this.discs.find(box, FAR, (disc) => distance(box, disc) < disc.radius + air) !== undefined;
  }

  count(box: Box): number {
    return this.discs.near(box, FAR).filter((disc) => distance(box, disc) < disc.radius).length;
  }

  coversName(box: Box): boolean {
    return this.names.find(box, FAR, (name) => overlap(box, name)) !== undefined;
  }

  coversFirm(box: Box): boolean {
    return this.firm.some((it) => overlap(box, it));
  }
}

export interface Chip {
  middle: Pixels;
  /** Of its circle. */
  radius: number;
  size: { halfWidth: number; halfHeight: number };
  /** It is shown in any crowd: one's own. Another is left out rather than laid on people. */
  firm: boolean;
  /** The place that it had, unless the map was zoomed since. */
  before: ChipPlace | undefined;
}

export interface ChipPlace {
  /** Which of the places around its circle. */
  index: number;
  /** It lies on somebody: then it is drawn above them. */
  above: boolean;
  box: Box;
}

/**
 * Where a chip stands: where it stood, while it covers nobody there; else the first place that is free.
 *
 * With nothing free one's own stays, or goes where it covers the fewest, best the top, and is drawn above
 * them; another has no place. `fit` moves a box into the view, or says that there is no room for it.
 */
export function chipPlace(
  chip: Chip,
  obstacles: ChipObstacles,
  fit: (box: Box) => Box | undefined,
): ChipPlace | undefined {
  const { before } = chip;
  const at = (index: number): Box | undefined => fit(boxAt(chip, index));
  const stayed = before && at(before.index);
  const stays = stayed && !obstacles.coversFirm(stayed);
  if (stays && !obstacles.covers(stayed, -HARMLESS))
    return { index: before.index, above: false, box: stayed };

  const open = PLACES.flatMap((_, index) => {
    const box = at(index);
    return box ? { index, box } : [];
  });
  const air = before ? AIR.again : AIR.first;
  const free = open.filter(({ box }) => !obstacles.coversFirm(box) && !obstacles.covers(box, air));
  const best = free.find(({ box }) => !obstacles.coversName(box)) ?? free[0];
  if (best) return { ...best, above: false };
  if (!chip.firm) return undefined;
  if (stays) return { index: before.index, above: true, box: stayed };
  const clear = open.filter(({ box }) => !obstacles.coversFirm(box));
  const last = fewest(clear.length > 0 ? clear : open, ({ box }) => obstacles.count(box));
  return last && { ...last, above: true };
}

const PLACES = OUTWARD.flatMap((outward) => BEARINGS.map((bearing) => ({ bearing, outward })))
  // All that is near the top comes before all that is not.
  .sort((a, b) => BEARINGS.indexOf(a.bearing) - BEARINGS.indexOf(b.bearing));

function boxAt({ middle, radius, size }: Chip, index: number): Box {
  const { bearing, outward } = PLACES[index]!;
  const angle = (bearing * Math.PI) / 180;
  const [east, north] = [Math.sin(angle), Math.cos(angle)];
  // At the side a chip begins where its circle ends: else it would cover half of what is in it.
  const beside = radius + Math.abs(north) * outward + Math.abs(east) * size.halfWidth;
  return { x: middle.x + east * beside, y: middle.y - north * beside, ...size };
}

/** The first of those with the least of something. */
function fewest<T>(items: readonly T[], count: (item: T) => number): T | undefined {
  let best: { item: T; count: number } | undefined;
  for (const item of items) {
    const found = { item, count: count(item) };
    if (!best || found.count < best.count) best = found;
  }
  return best?.item;
}

/** From a point to a box; 0 inside. */
function distance({ x, y, halfWidth, halfHeight }: Box, point: Pixels): number {
  const aside = Math.max(0, Math.abs(point.x - x) - halfWidth);
  const along = Math.max(0, Math.abs(point.y - y) - halfHeight);
  return Math.hypot(aside, along);
}

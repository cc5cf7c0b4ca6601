import type { Round } from './apart';
import type { FreeView } from './free-view';
import { overlap, type Box } from './names';
import type { Pixels } from './screen-grid';

/** Where the handle likes to stand: east, then around, degrees from north. */
const BEARINGS = [90, 105, 75, 120, 60, 135, 45, 150, 30, 165, 15, 180, 0, 210, 330, 240, 300, 270];
/** Half the room of the handle, in pixels. */
export const HANDLE = { halfWidth: 52, halfHeight: 22 };
/** Own dot and some air: what the handle leaves free around the middle. Pixels. */
const OWN_DOT = 20;

export interface Surroundings {
  /** In pixels of the map's frame. */
  view: FreeView;
  discs: readonly Round[];
  chips: readonly Box[];
}

/**
 * A bearing at which the handle is in view and covers nobody; the one it has, when that is as good.
 *
 * The one it has comes first: a handle that hops while the range changes is hard to take.
 */
export function freeBearing(
  current: number,
  place: (bearing: number) => Pixels,
  { view, discs, chips }: Surroundings,
): number {
  const visible = [current, ...BEARINGS]
    .map((bearing) => ({ bearing, box: { ...place(bearing), ...HANDLE } }))
    .filter(({ box }) => inView(box, view));
  const covered = (box: Box): number =>
    discs.filter(({ x, y, radius }) => overlap(box, { x, y, halfWidth: radius, halfHeight: radius })).length +
    chips.filter((chip) => overlap(box, chip)).length;
  let best: { bearing: number; count: number } | undefined;
  for (const { bearing, box } of visible) {
    const count = covered(box);
    if (!best || count < best.count) best = { bearing, count };
    if (count === 0) break;
  }
  return best?.bearing ?? 90;
}

/** How far from the middle the handle stands at least, so that it does not cover one's own dot. Pixels. */
export function leastDistance(bearing: number): number {
  const angle = (bearing * Math.PI) / 180;
  return Math.min(
    (HANDLE.halfWidth + OWN_DOT) / Math.max(1e-6, Math.abs(Math.sin(angle))),
    (HANDLE.halfHeight + OWN_DOT) / Math.max(1e-6, Math.abs(Math.cos(angle))),
  );
}

function inView({ x, y, halfWidth, halfHeight }: Box, view: FreeView): boolean {
  return (
    x - halfWidth > view.left &&
    x + halfWidth < view.right &&
    y - halfHeight > view.top &&
    y + halfHeight < view.bottom &&
    !view.corners.some(({ left, top }) => x + halfWidth > left && y + halfHeight > top)
  );
}

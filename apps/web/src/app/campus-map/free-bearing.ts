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
}

/** A handle that somebody is under moves only where so many fewer are, or nobody and none near. */
const WORTH_A_MOVE = 3;
const AIR = 6;

/**
 * A bearing at which the handle is in view and covers nobody, best east.
 *
 * The `current` one is kept as long as it will do: a handle that hops is hard to take. Names of buildings
 * make room for it.
 */
export function freeBearing(
  current: number | undefined,
  place: (bearing: number) => Pixels,
  { view, discs }: Surroundings,
): number {
  const boxOf = (bearing: number): Box => ({ ...place(bearing), ...HANDLE });
  const covered = (box: Box): number =>
    discs.filter(({ x, y, radius }) => overlap(box, { x, y, halfWidth: radius, halfHeight: radius })).length;
  const kept = current !== undefined && inView(boxOf(current), view) ? covered(boxOf(current)) : Infinity;
  if (current !== undefined && kept === 0) return current;
  let best: { bearing: number; count: number } | undefined;
  for (const bearing of BEARINGS) {
    const box = boxOf(bearing);
    if (!inView(box, view)) continue;
    const count = covered({
      ...box,
      halfWidth: HANDLE.halfWidth + AIR,
      halfHeight: HANDLE.halfHeight + AIR,
    });
    if (!best || count < best.count) best = { bearing, count };
    if (count === 0) break;
  }
  if (current !== undefined && Number.isFinite(kept)) {
    const better = best && (best.count === 0 || best.count <= kept - WORTH_A_MOVE);
    if (!better) return current;
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

/** How much of the map the page covers at each side, in pixels. */
export interface Covered {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** The part of the map that nothing covers, in pixels from its upper left corner. */
export interface FreeView {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** From each of these to the lower right corner stand buttons and words of the page. */
  corners: readonly { left: number; top: number }[];
}

interface Box {
  x: number;
  y: number;
  halfWidth: number;
  halfHeight: number;
}

const GAP = 6;

/**
 * Where a box of which a part is in view stands so that all of it is: aside by `most` pixels at most.
 *
 * Undefined where that is not possible. A box that is wholly outside stays there.
 */
export function fitted(
  { x, y, halfWidth, halfHeight }: Box,
  view: FreeView,
  most: number,
): number | undefined {
  const wide = halfWidth + GAP;
  const high = halfHeight + GAP;
  const outside =
    x + wide < view.left || x - wide > view.right || y + high < view.top || y - high > view.bottom;
  if (outside) return x;
  if (y - high < view.top || y + high > view.bottom) return undefined;
  const beside = view.corners.filter(({ top }) => y + high > top).map(({ left }) => left);
  const right = Math.min(view.right, ...beside);
  const at = Math.max(view.left + wide, Math.min(right - wide, x));
  return Math.abs(at - x) <= most && at + wide <= right ? at : undefined;
}

export type SheetStop = 'peek' | 'half' | 'full';
/** Pixels. */
export type SheetHeights = Record<SheetStop, number>;

const STOPS = ['peek', 'half', 'full'] as const satisfies readonly SheetStop[];

/** Grabber, tabs and the field to write in. Pixels. */
const PEEK = 130;
/** What stays of the map below the capsule when the sheet is full. Pixels. */
const ABOVE_FULL = 84;
/** A finger that lets go faster than this throws the sheet. Pixels per second. */
const THROW = 450;

/** How high each stop is on a screen of that height. */
export function sheetHeights(screen: number): SheetHeights {
  return { peek: PEEK, half: Math.round(screen / 2), full: Math.max(PEEK, screen - ABOVE_FULL) };
}

/** Where the sheet settles: thrown, at the next stop that way; let go at rest, at the nearest. */
export function stopAfterDrag(height: number, speed: number, heights: SheetHeights): SheetStop {
  if (speed > THROW) return STOPS.find((stop) => heights[stop] > height) ?? 'full';
  if (speed < -THROW) return STOPS.findLast((stop) => heights[stop] < height) ?? 'peek';
  const away = (stop: SheetStop): number => Math.abs(heights[stop] - height);
  return STOPS.reduce((nearest, stop) => (away(stop) < away(nearest) ? stop : nearest));
}

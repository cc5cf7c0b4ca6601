import { LIMITS } from '@perto/contract';

/** The slider runs from here to the largest range, each mark as wide as its ratio to the one before. */
export const SCALE_FROM = 10;
export const SCALE_TO = LIMITS.maxRadiusMetres;
/** Marks with a label, in metres: Page keys go from one to the next. */
export const MARKS = [10, 50, 200, 1000, 5000] as const;
/** Marks with a tick only, in metres. */
export const MINOR_MARKS = [20, 30, 40, 100, 150, 300, 400, 500, 700, 2000, 3000, 4000] as const;

const DECADES = Math.log(SCALE_TO / SCALE_FROM);

/** Where a range stands on the slider, from 0 to 1. */
export function positionOf(metres: number): number {
  return Math.log(Math.min(SCALE_TO, Math.max(SCALE_FROM, metres)) / SCALE_FROM) / DECADES;
}

/** The range at a place of the slider, rounded to what a person would say. */
export function metresAt(position: number): number {
  const metres = SCALE_FROM * Math.exp(Math.min(1, Math.max(0, position)) * DECADES);
  const step = metres < 50 ? 1 : metres < 200 ? 5 : metres < 1000 ? 10 : 50;
  return Math.round(metres / step) * step;
}

/** A whole number of metres that the server takes. */
export function allowed(metres: number): number {
  return Math.min(LIMITS.maxRadiusMetres, Math.max(LIMITS.minRadiusMetres, Math.round(metres)));
}

/** The range after a key on the slider or the ring's handle; undefined for other keys. */
export function afterKey(key: string, metres: number, step = 10): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return allowed(metres + step);
    case 'ArrowLeft':
    case 'ArrowDown':
      return allowed(metres - step);
    case 'PageUp':
      return MARKS.find((mark) => mark > metres) ?? SCALE_TO;
    case 'PageDown':
      return MARKS.findLast((mark) => mark < metres) ?? LIMITS.minRadiusMetres;
    case 'Home':
      return LIMITS.minRadiusMetres;
    case 'End':
      return SCALE_TO;
    default:
      return undefined;
  }
}

/** The next labelled mark, to offer when nobody is in range. */
export function wider(metres: number): number | undefined {
  return MARKS.find((mark) => mark > metres);
}

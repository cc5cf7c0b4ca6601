/** Metres in one degree of latitude. */
export const METRES_PER_DEGREE = 111_195;

/** Distance between ticks of the ruler, in metres: by tens near, by fifties and more farther out. */
export function tickStep(radius: number): number {
  if (radius <= 200) return 10;
  return radius <= 1000 ? 50 : 250;
}

/** The ticks of a ruler as long as `radius`; every fifth is long. */
export function ticksOf(radius: number): { metres: number; long: boolean }[] {
  const step = tickStep(radius);
  return Array.from({ length: Math.max(0, Math.ceil(radius / step) - 1) }, (_, index) => ({
    metres: (index + 1) * step,
    long: (index + 1) % 5 === 0,
  }));
}

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { destination } = require('../../dist/libs/geo/src/index.js');

export { destination };
export const TORRE_NORTE = { latitude: 38.73778, longitude: -9.13857 };

/** A busy campus: so much ground for each person, in square metres. */
const SQUARE_METRES_EACH = 400;

/**
 * So many places at campus density around a centre; the area grows with the number.
 *
 * The same every time: random numbers come from a fixed seed.
 */
export function crowdAt(centre, people) {
  const random = randomNumbers(2026);
  const side = Math.sqrt(people * SQUARE_METRES_EACH);
  return Array.from({ length: people }, () =>
    destination(centre, (random() - 0.5) * side, (random() - 0.5) * side),
  );
}

/** Numbers in [0, 1) that repeat with the seed (mulberry32). */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

import { destination } from '../../tools/simulate/plane.mjs';
import { randomNumbers } from '../../tools/simulate/random.mjs';

export const TORRE_NORTE = { latitude: 38.73778, longitude: -9.13857 };
export const CIVIL = { latitude: 38.73744, longitude: -9.14014 };

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

import type { Pixels } from './screen-grid';

/** Something round on the screen; pixels. */
export interface Round extends Pixels {
  radius: number;
}

const ROUNDS = 14;
/** The first step goes this far, each in a direction of one's own: else a trembling fix would swap two discs. */
const FIRST_STEP = 8;
/** Directions that are tried around what stands in the way. */
const DIRECTIONS = 16;

/**
 * Where the discs of a few people stand so that all are seen: at least `gap` pixels from middle to middle.
 *
 * Whoever says by hand "I am in this building" stands at exactly its middle, with everybody else who says so.
 * `fixed` keep their places. Undefined when there is no such arrangement near by.
 */
export function apart(discs: readonly Pixels[], gap: number, fixed: readonly Round[]): Pixels[] | undefined {
  const places = discs.map(({ x, y }, index): Pixels => {
    const angle = (2 * Math.PI * index) / discs.length;
    return { x: x + FIRST_STEP * Math.cos(angle), y: y + FIRST_STEP * Math.sin(angle) };
  });
  for (let round = 0; round < ROUNDS; round++) {
    places.forEach((place, index) => {
      for (const other of places.slice(index + 1)) part(place, other, gap);
      for (const { x, y, radius } of fixed) {
        const step = outOf(place, { x, y, radius: radius + gap / 2 });
        place.x += step.x;
        place.y += step.y;
      }
    });
  }
  const free = places.every(
    (place, index) =>
      places.slice(index + 1).every((other) => between(place, other) > gap * 0.9) &&
      fixed.every((round) => between(place, round) > (round.radius + gap / 2) * 0.9),
  );
  return free ? places : undefined;
}

/** The nearest place beside all that is `fixed` for a disc that would lie on it. */
export function beside(disc: Round, fixed: readonly Round[]): Pixels {
  const blocked = (place: Pixels): Round | undefined =>
    fixed.find((round) => between(place, round) < round.radius + disc.radius - 1);
  const first = blocked(disc);
  if (!first) return disc;
  const reach = first.radius + disc.radius;
  const step = outOf(disc, { ...first, radius: reach });
  const straight = { x: disc.x + step.x, y: disc.y + step.y };
  if (!blocked(straight)) return straight;
  const around = fixed.flatMap(({ x, y, radius }) =>
    Array.from({ length: DIRECTIONS }, (_, index): Pixels => {
      const angle = (2 * Math.PI * index) / DIRECTIONS;
      const distance = radius + disc.radius;
      return { x: x + distance * Math.cos(angle), y: y + distance * Math.sin(angle) };
    }),
  );
  const free = around.filter((place) => !blocked(place));
  return free.reduce(
    (best, place) => (between(place, disc) < between(best, disc) ? place : best),
    free[0] ?? straight,
  );
}

export function between(a: Pixels, b: Pixels): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** Both go half of what is missing. */
function part(a: Pixels, b: Pixels, gap: number): void {
  const distance = between(a, b);
  if (distance >= gap) return;
  const push = (gap - distance) / 2 / Math.max(distance, 1e-6);
  const x = distance < 1e-6 ? gap / 2 : (b.x - a.x) * push;
  const y = (b.y - a.y) * push;
  a.x -= x;
  a.y -= y;
  b.x += x;
  b.y += y;
}

/** The step from a place inside a circle straight to its edge. */
function outOf(place: Pixels, { x, y, radius }: Round): Pixels {
  const distance = Math.hypot(place.x - x, place.y - y);
  if (distance >= radius) return { x: 0, y: 0 };
  if (distance < 1e-6) return { x: radius, y: 0 };
  const push = (radius - distance) / distance;
  return { x: (place.x - x) * push, y: (place.y - y) * push };
}

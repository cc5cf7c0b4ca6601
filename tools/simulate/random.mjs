/**
 * Numbers in [0, 1) that repeat with the seed (mulberry32).
 *
 * @param {number} seed a whole number
 * @returns {() => number}
 */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * One of the items.
 *
 * @template Item
 * @param {readonly Item[]} items at least one
 * @param {() => number} random
 * @returns {Item}
 */
export const pick = (items, random) => items[Math.floor(random() * items.length)];

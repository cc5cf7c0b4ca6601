/** The Mersenne prime 2^31 - 1: products with the multiplier are exact in a double. */
const MODULUS = 2_147_483_647;

/**
 * Chance that repeats itself when given the same seed, any whole number.
 *
 * Source: the "minimal standard" generator, Park, Miller and Stockmeyer, CACM 36 (7), 1993.
 */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = (Math.abs(seed) % (MODULUS - 1)) + 1;
    this.fraction(); // the first value of a small seed is small
  }

  /** In [0, 1). */
  fraction(): number {
    this.state = (this.state * 48_271) % MODULUS;
    return (this.state - 1) / (MODULUS - 1);
  }

  between(low: number, high: number): number {
    return low + this.fraction() * (high - low);
  }

  /** One of the given values, none of which is likelier. */
  oneOf<T>(values: readonly [T, ...T[]]): T {
    return values[Math.floor(this.fraction() * values.length)] ?? values[0];
  }

  /** True so often, from 0 (never) to 1 (always). */
  chance(share: number): boolean {
    return this.fraction() < share;
  }
}

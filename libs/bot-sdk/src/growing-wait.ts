const SHORTEST = 600;
const LONGEST = 20_000;

/**
 * Milliseconds to wait after so many failures in a row. Waits grow twofold; `random`, from 0 to 1,
 * spreads them by half either way, so that many bots do not come back in the same instant.
 */
export function growingWait(failures: number, random = Math.random()): number {
  return Math.min(LONGEST, SHORTEST * 2 ** Math.min(10, Math.max(0, failures - 1))) * (0.5 + random);
}

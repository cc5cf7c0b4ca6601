const LONGEST = 10_000;

/**
 * Milliseconds to wait after so many failures in a row: the first is tried again at once, nearly.
 *
 * Waits grow twofold; `random`, from 0 to 1, spreads them by half either way, so that a lecture hall does not
 * come back in the same instant.
 */
export function growingWait(failures: number, random: number): number {
  return Math.min(LONGEST, 600 * 2 ** Math.max(0, failures - 1)) * (0.5 + random);
}

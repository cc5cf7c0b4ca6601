import type { ErrorCode } from '@perto/contract';

export type Trouble =
  /** The browser itself says that there is no network. */
  | { kind: 'offline' }
  /** `retryAt` in milliseconds since 1970; in the past while it is being tried. */
  | { kind: 'lost'; retryAt: number; refusal?: ErrorCode; stopped?: true };

export type ConnectionState =
  /** `connecting` is the first time only: once lost it stays lost until it is back. */
  | { kind: 'off' | 'connecting' | 'online' }
  /** Broken a moment ago, and perhaps back in the next one: nothing of it is told. */
  | { kind: 'resuming' }
  | Trouble;

/** A break that is over within this time is not told. Milliseconds. */
export const QUIET_FOR = 5_000;

/**
 * True while a break may be over before it is told: `brokenAt` in milliseconds since 1970.
 *
 * A server that stops and says for how long leaves no such hope when that is longer.
 */
export function isQuiet(trouble: Trouble, brokenAt: number, now: number): boolean {
  const until = brokenAt + QUIET_FOR;
  const stopped = trouble.kind === 'lost' && trouble.stopped && trouble.retryAt >= until;
  return now < until && !stopped;
}

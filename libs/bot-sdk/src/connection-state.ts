import type { PertoBotError } from './error';
import type { Building } from './registration';

/** What becomes of the connection. */
export type ConnectionState =
  | { state: 'connecting' }
  /** `resumed`: nobody noticed that it was away. */
  | { state: 'online'; building: Building; resumed: boolean }
  /** Tries again in `retryIn` milliseconds. */
  | { state: 'waiting'; retryIn: number; error?: PertoBotError }
  | { state: 'closed'; error?: PertoBotError };

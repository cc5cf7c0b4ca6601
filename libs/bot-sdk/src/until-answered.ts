import { asBotError, PertoBotError } from './error';
import { growingWait } from './growing-wait';
import { pause } from './waiting';

/**
 * Tries until it is answered: what passes (503, 429, no network) is tried again after a growing wait,
 * or after `Retry-After` where that is longer.
 *
 * @throws PertoBotError that is final, or the signal's reason
 */
export async function untilAnswered<Answer>(
  attempt: () => Promise<Answer>,
  signal: AbortSignal,
  failed: (error: PertoBotError) => void = () => {},
): Promise<Answer> {
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (thrown) {
      const error = asBotError(thrown);
      // What is not the server's is a fault in the program, and stays one.
      if (error.final || !(thrown instanceof PertoBotError)) throw error;
      failed(error);
      await pause(Math.max(growingWait(failures), (error.retryAfter ?? 0) * 1000), signal);
    }
  }
}

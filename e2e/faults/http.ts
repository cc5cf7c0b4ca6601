/** How a request ended: with a status, without an answer in time, or with the connection lost. */
export type Outcome = number | 'timeout' | 'lost';

export interface Ended {
  outcome: Outcome;
  /** How long it took, in milliseconds. */
  milliseconds: number;
  /** The body of an answer, where it is JSON. */
  json: unknown;
  /** What `Retry-After` asks for. */
  retryAfterSeconds?: number;
}

/** Outcomes that are no answer yet: the same request is made again. */
export const LATER: readonly Outcome[] = [503, 429, 'timeout', 'lost'];

/** Longer than any answer may take: what is silent for so long hangs. */
export const PATIENCE_MS = 8000;

/** One request as `token`'s holder, a GET when there is no body; never rejects. */
export async function ask(
  url: string,
  token: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Ended> {
  const begun = performance.now();
  const ended = (outcome: Outcome, json?: unknown): Ended => ({
    outcome,
    milliseconds: performance.now() - begun,
    json,
  });
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    const seconds = Number(response.headers.get('retry-after'));
    return {
      ...ended(response.status, jsonOf(text)),
      ...(seconds > 0 ? { retryAfterSeconds: seconds } : {}),
    };
  } catch (error) {
    return ended(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'lost');
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

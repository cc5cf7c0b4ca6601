import { PATHS, type BotAuthAnswer } from '@perto/contract';
import { PertoBotError, wrongSecret } from './error';
import type { Building } from './registration';
import { ask } from './request';

/** A token, what it is for, and when it should be replaced, in milliseconds since 1970. */
export interface Pass {
  token: string;
  building: Building;
  renewAt: number;
}

const LATEST_MARGIN_MS = 5 * 60_000;
/** Where the clocks of bot and server disagree, a token is still not asked for more often than this. */
const SHORTEST_LIFE_MS = 60_000;

/** Gets tokens for the secret: one at a time, another one before the last expires. */
export class Tokens {
  private pass: Pass | undefined;
  private asking: Promise<Pass> | undefined;

  constructor(
    private readonly url: string,
    private readonly id: string,
    private readonly secret: string,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * A token that is good for a while.
   *
   * @throws PertoBotError `wrong_secret` or `bot_not_authorized`, both final; what `ask` throws
   */
  async current(): Promise<Pass> {
    if (this.pass && Date.now() < this.pass.renewAt) return this.pass;
    this.asking ??= this.authenticate().finally(() => (this.asking = undefined));
    return this.asking;
  }

  /** The server does not take this token any more. */
  refused(token: string): void {
    if (this.pass?.token === token) this.pass = undefined;
  }

  private async authenticate(): Promise<Pass> {
    const answer = await authenticate(this.url, this.id, this.secret, this.signal);
    const left = Date.parse(answer.expires_at) - Date.now();
    const renewIn = Math.max(SHORTEST_LIFE_MS, left - Math.min(LATEST_MARGIN_MS, left / 10));
    this.pass = { token: answer.token, building: answer.building, renewAt: Date.now() + renewIn };
    return this.pass;
  }
}

/** Asks for a token once. */
async function authenticate(url: string, id: string, secret: string, signal: AbortSignal) {
  const body = { id, pass: secret };
  const answer = await ask<BotAuthAnswer>(url, { path: PATHS.authenticateBot, body, signal });
  if (answer.auth === 1) return answer;
  throw answer.state === undefined
    ? wrongSecret(id)
    : new PertoBotError('bot_not_authorized', `No admin allows ${id}, or one has taken that back.`);
}

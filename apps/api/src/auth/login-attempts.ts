import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const LIFETIME_MS = 10 * 60 * 1000;

/**
 * The `state` of each attempt to sign in: bound to one browser, good once, for ten minutes.
 *
 * A state proves itself by a keyed hash, so that unfinished attempts cost no
 * memory; only the states that were used are remembered, until they expire.
 */
export class LoginAttempts {
  private readonly used = new Map<string, number>();

  constructor(
    private readonly secret: string,
    private readonly now: () => number,
  ) {}

  /** A fresh secret by which a browser is known again; several attempts may share it. */
  static browserKey(): string {
    return randomBytes(16).toString('base64url');
  }

  begin(browserKey: string): string {
    const nonce = randomBytes(16).toString('base64url');
    const expires = (this.now() + LIFETIME_MS).toString(36);
    return `${nonce}.${expires}.${this.sign(nonce, expires, browserKey)}`;
  }

  /** True once for each state that this browser began and that has not expired. */
  finish(state: string, browserKey: string): boolean {
    const [nonce, expires, signature, ...rest] = state.split('.');
    if (!nonce || !expires || !signature || rest.length) return false;
    const expected = Buffer.from(this.sign(nonce, expires, browserKey));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
    const now = this.now();
    const expiresAt = parseInt(expires, 36);
    if (expiresAt <= now || this.used.has(nonce)) return false;
    this.forgetExpired(now);
    this.used.set(nonce, expiresAt);
    return true;
  }

  private forgetExpired(now: number): void {
    for (const [nonce, expiresAt] of this.used) if (expiresAt <= now) this.used.delete(nonce);
  }

  private sign(nonce: string, expires: string, browserKey: string): string {
    return createHmac('sha256', this.secret)
      .update(`login\n${nonce}\n${expires}\n${browserKey}`)
      .digest('base64url');
  }
}

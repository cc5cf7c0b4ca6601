import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { cookie, parameter, type StandInRequest } from './stand-in-http';

const COOKIE = 'fenix_stand_in';

/**
 * Keeps other sites from posting the stand-in's forms.
 *
 * A form carries, in `csrf`, the keyed digest of a random cookie. The cookie says nothing about who is
 * signed in: nobody ever is, every sign-in begins with the list of people.
 */
export class FormGuard {
  private readonly key = randomBytes(32);

  constructor(private readonly basePath: string) {}

  /** The field's value, and the cookie to set where the browser has none yet. */
  issue(request: StandInRequest): { csrf: string; setCookie: string | undefined } {
    const held = cookie(request, COOKIE);
    if (held !== undefined && isBrowserMark(held)) return { csrf: this.digest(held), setCookie: undefined };
    const mark = randomBytes(32).toString('base64url');
    const attributes = `Path=${this.basePath || '/'}; HttpOnly; SameSite=Lax`;
    return { csrf: this.digest(mark), setCookie: `${COOKIE}=${mark}; ${attributes}` };
  }

  /** True when the form was made here for the browser that sends it. */
  accepts(request: StandInRequest): boolean {
    const expected = Buffer.from(this.digest(cookie(request, COOKIE) ?? ''));
    const given = Buffer.from(parameter(request, 'csrf') ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  private digest(mark: string): string {
    return createHmac('sha256', this.key).update(mark).digest('base64url');
  }
}

function isBrowserMark(value: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(value);
}

import type {} from '@fastify/cookie'; // declares what the plugin adds to requests and replies
import type { FastifyRequest } from 'fastify';

/** The cookie that holds a browser's token. */
export const SESSION_COOKIE = 'perto';

/** What a request, or one item of its list body, shows of who sent it. */
export interface Presented {
  /** Every token shown, in the order body, Bearer, cookie. Not text: shown, but worthless. */
  tokens: unknown[];
  /** True when nothing but the cookie speaks: another site can make a browser send that. */
  cookieOnly: boolean;
  /** The id the body claims to be about, if it names one. */
  claimedId: string | undefined;
}

/** What `request` shows, once for each item of a list body and once otherwise. */
export function presentedBy(request: FastifyRequest): Presented[] {
  const { body } = request;
  const bearer = bearerToken(request.headers.authorization);
  const cookie = request.cookies[SESSION_COOKIE];
  const items: unknown[] = Array.isArray(body) && body.length > 0 ? body : [body];
  return items.map((item) => {
    const { id, token } = isRecord(item) ? item : {};
    const explicit = [token, bearer].filter((value) => value !== undefined);
    return {
      tokens: cookie === undefined ? explicit : [...explicit, cookie],
      cookieOnly: explicit.length === 0,
      claimedId: typeof id === 'string' ? id : undefined,
    };
  });
}

/** True when the header of `request` shows credentials, whatever they are worth. */
export const showsCredentials = ({ headers, cookies }: FastifyRequest): boolean =>
  headers.authorization !== undefined || cookies[SESSION_COOKIE] !== undefined;

function bearerToken(header: string | undefined): string | undefined {
  return header === undefined ? undefined : (/^Bearer +(\S+) *$/i.exec(header)?.[1] ?? '');
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

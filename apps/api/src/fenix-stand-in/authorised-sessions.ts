import { randomBytes, randomInt } from 'node:crypto';
import { BoundedMap } from './bounded-map';

/** One authorisation of the application by one person: a code at first, tokens afterwards. */
export interface AuthorisedSession {
  readonly id: string;
  readonly username: string;
  /** Null once exchanged. */
  code: string | null;
  /** Null until the code is exchanged; a refresh replaces it, and the former one is dead. */
  accessToken: string | null;
  refreshToken: string | null;
  /** When the code or the access token was made, in milliseconds since the Unix epoch. */
  since: number;
}

const CODE_BYTES = 80; // the length of Fenix's: two AES blocks and what surrounds them, as text about 107
const TOKEN_BYTES = 64;

/**
 * What the stand-in remembers of sign-ins; at most `limit`, the oldest is dropped.
 *
 * Codes and tokens look like Fenix's (bennu-oauth `OAuthUtils`): opaque, from a cryptographic source.
 */
export class AuthorisedSessions {
  private readonly byId: BoundedMap<string, AuthorisedSession>;
  private readonly idByCode: BoundedMap<string, string>;

  constructor(
    private readonly clock: () => number,
    limit = 10_000,
  ) {
    this.byId = new BoundedMap(limit);
    this.idByCode = new BoundedMap(limit);
  }

  get size(): number {
    return this.byId.size;
  }

  /** Begins a session and gives the code that opens it. */
  begin(username: string): string {
    const id = String(randomInt(1e14, 2.8e14));
    const code = randomBytes(CODE_BYTES).toString('base64url');
    this.byId.set(id, {
      id,
      username,
      code,
      accessToken: null,
      refreshToken: null,
      since: this.clock(),
    });
    this.idByCode.set(code, id);
    return code;
  }

  /** The session that this code opens; expired ones too, used ones not. */
  withCode(code: string): AuthorisedSession | undefined {
    return this.byId.get(this.idByCode.get(code) ?? '');
  }

  /** The session that a token names, whether or not the token is current; undefined: not a token at all. */
  named(token: string): AuthorisedSession | undefined {
    return this.byId.get(sessionIdIn(token) ?? '');
  }

  /** Gives the session its first pair of tokens; its code is used up. */
  open(session: AuthorisedSession): void {
    if (session.code !== null) this.idByCode.delete(session.code);
    session.code = null;
    session.refreshToken = newToken(session.id);
    this.renew(session);
  }

  /** Gives the session another access token; the former one is dead at once. */
  renew(session: AuthorisedSession): void {
    session.accessToken = newToken(session.id);
    session.since = this.clock();
  }

  /** True less than `lifetimeSeconds` after the session's code or access token was made. */
  isFresh(session: AuthorisedSession, lifetimeSeconds: number): boolean {
    return this.clock() < session.since + lifetimeSeconds * 1000;
  }
}

/** The session id that a well-formed token carries; undefined for anything else. */
export function sessionIdIn(token: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(token)) return undefined;
  const parts = Buffer.from(token, 'base64').toString('utf8').split(':');
  return parts.length === 2 ? parts[0] : undefined;
}

function newToken(sessionId: string): string {
  const text = Buffer.from(`${sessionId}:${randomBytes(TOKEN_BYTES).toString('hex')}`);
  return text.toString('base64').replace(/=/g, '').replace(/[+/]/g, '-');
}

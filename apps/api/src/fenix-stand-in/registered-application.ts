import { createHash, timingSafeEqual } from 'node:crypto';
import { oauthError } from './oauth-errors';
import { parameter, type StandInRequest, type StandInResponse } from './stand-in-http';
import type { StandInFaults, StandInSettings } from './stand-in-options';

/** The one application that is registered with this stand-in. */
export class RegisteredApplication {
  constructor(
    private readonly settings: StandInSettings,
    private readonly faults: () => StandInFaults,
  ) {}

  get name(): string {
    return this.settings.applicationName;
  }

  get state(): StandInFaults['application'] {
    return this.faults().application;
  }

  has(scope: string): boolean {
    return this.settings.scopes.includes(scope);
  }

  matchesSecret(secret: string): boolean {
    return sameText(secret, this.settings.clientSecret);
  }

  matchesRedirect(uri: string): boolean {
    return this.settings.isRegistered(uri);
  }

  /** The answer when the client is not this one or may not be served; undefined when it may. */
  refusal(clientId: string): StandInResponse | undefined {
    if (clientId !== this.settings.clientId) return oauthError('unknownClient');
    if (this.state === 'deleted') return oauthError('deleted');
    if (this.state === 'banned') return oauthError('banned');
    return undefined;
  }
}

/** Id and secret of the calling application: from `Authorization: Basic`, else parameters; '' where missing. */
export function credentialsOf(request: StandInRequest): { id: string; secret: string } {
  const basic = /^Basic\s+(\S+)$/.exec(request.headers['authorization'] ?? '')?.[1];
  const text = basic === undefined ? '' : Buffer.from(basic, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon >= 0) return { id: text.slice(0, colon), secret: text.slice(colon + 1) };
  return { id: parameter(request, 'client_id') ?? '', secret: parameter(request, 'client_secret') ?? '' };
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

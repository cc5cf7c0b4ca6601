import { sessionIdIn, type AuthorisedSession, type AuthorisedSessions } from './authorised-sessions';
import { oauthError } from './oauth-errors';
import { credentialsOf, type RegisteredApplication } from './registered-application';
import { json, parameter, type StandInRequest, type StandInResponse } from './stand-in-http';
import type { StandInFaults, StandInSettings } from './stand-in-options';

const GRANTS = ['client_credentials', 'authorization_code'];

/**
 * Exchanges codes for tokens and refreshes them, checking in the order in which Fenix does.
 *
 * There are no service applications here: `client_credentials` passes the first checks and then gets
 * what Fenix gives an application that is not one.
 */
export class AuthorisationServer {
  constructor(
    private readonly settings: StandInSettings,
    private readonly application: RegisteredApplication,
    private readonly sessions: AuthorisedSessions,
    private readonly faults: () => StandInFaults,
  ) {}

  /** `POST /oauth/access_token` */
  exchange(request: StandInRequest): StandInResponse {
    const { id, secret } = credentialsOf(request);
    const grant = parameter(request, 'grant_type') ?? '';
    const redirectUri = parameter(request, 'redirect_uri') ?? '';
    const code = parameter(request, 'code') ?? '';

    if (!id || !secret || !grant) return oauthError('missingCredentials');
    if (!GRANTS.includes(grant)) return oauthError('wrongGrant');
    if (grant === 'authorization_code' && (!redirectUri || !code)) return oauthError('missingCode');
    const refusal = this.application.refusal(id);
    if (refusal) return refusal;
    if (!this.application.matchesSecret(secret) || !this.application.matchesRedirect(redirectUri)) {
      return oauthError('mismatch');
    }
    const session = this.sessions.withCode(code);
    if (!session) return oauthError('codeInvalid');
    if (this.loginExpired(session)) return oauthError('codeExpired');
    if (!this.sessions.isFresh(session, this.settings.codeLifetimeSeconds)) return oauthError('codeExpired');

    this.sessions.open(session);
    return this.tokensOf(session);
  }

  /** `POST /oauth/refresh_token`; the refresh token stays the same, the former access token dies. */
  refresh(request: StandInRequest): StandInResponse {
    const { id, secret } = credentialsOf(request);
    const refreshToken = parameter(request, 'refresh_token') ?? '';

    const refusal = this.application.refusal(id);
    if (refusal) return refusal;
    if (sessionIdIn(refreshToken) === undefined) return oauthError('refreshTokenFormat');
    if (!this.application.matchesSecret(secret)) return oauthError('mismatchOnRefresh');
    const session = this.sessions.named(refreshToken);
    if (session?.refreshToken !== refreshToken) return oauthError('refreshTokenWrong');
    if (this.loginExpired(session)) return oauthError('loginExpiredOnRefresh');

    this.sessions.renew(session);
    return this.tokensOf(session);
  }

  private loginExpired(session: AuthorisedSession): boolean {
    return this.faults().expiredLogins.includes(session.username);
  }

  private tokensOf(session: AuthorisedSession): StandInResponse {
    const seconds = this.settings.accessTokenLifetimeSeconds;
    return json(200, {
      access_token: session.accessToken,
      refresh_token: session.refreshToken,
      token_type: 'Bearer',
      expires_in: this.settings.expiresInAs === 'string' ? String(seconds) : seconds,
    });
  }
}

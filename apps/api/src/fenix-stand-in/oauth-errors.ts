import { json, type StandInResponse } from './stand-in-http';

/** Answers of Fenix's OAuth servlet, status and wording to the letter (bennu-oauth). */
export const OAUTH_ERRORS = {
  missingCredentials: [400, 'invalid_grant', 'client_id,client_secret,grant_type are mandatory'],
  wrongGrant: [
    400,
    'invalid_grant',
    'grant_type must be on of the following values: client_credentials,authorization_code', // sic
  ],
  missingCode: [400, 'invalid_grant', 'redirect_uri,code are mandatory'],
  unknownClient: [400, 'invalid_grant', 'client_id not found'],
  mismatch: [400, 'invalid_grant', "credentials or redirect_uri don't match"],
  mismatchOnRefresh: [401, 'invalid_grant', "credentials or redirect_uri don't match"],
  codeInvalid: [400, 'invalid_grant', 'code invalid'],
  codeExpired: [400, 'invalid_grant', 'code expired'],
  deleted: [401, 'invalid_grant', 'the application has been deleted.'],
  banned: [401, 'invalid_grant', 'the application has been banned.'],
  refreshTokenFormat: [401, 'refreshTokenInvalidFormat', 'refresh token not recognized.'],
  refreshTokenWrong: [401, 'refreshTokenInvalid', "refresh token doesn't match"],
  loginExpiredOnRefresh: [400, 'refreshTokenInvalidFormat', 'refresh token not recognized.'],
  missingCsrf: [
    400,
    "The request don't has a CSRF header.", // sic
    'To make this request the browser need to send a CSRF header.',
  ],
} as const satisfies Record<string, readonly [status: number, error: string, description: string]>;

export function oauthError(name: keyof typeof OAUTH_ERRORS): StandInResponse {
  const [status, error, errorDescription] = OAUTH_ERRORS[name];
  return json(status, { error, errorDescription });
}

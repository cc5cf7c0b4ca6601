import { OAUTH_ERRORS } from './oauth-errors';
import { StandInFenix } from './stand-in-fenix';
import type { StandInRequest, StandInResponse } from './stand-in-http';
import type { StandInOptions } from './stand-in-options';
import { Visitor } from './visitor';

const CLIENT = { client_id: '570015174623357', client_secret: 'c2VjcmV0+/==' };
const REDIRECT = 'http://localhost:3002/login';
const BASIC = `Basic ${Buffer.from(`${CLIENT.client_id}:${CLIENT.client_secret}`).toString('base64')}`;

interface Tokens {
  access_token: string;
  refresh_token: string;
  token_type: string;
  expires_in: number | string;
}

function givenFenix(options: Partial<StandInOptions> = {}) {
  const time = { now: 1_000_000 };
  const fenix = new StandInFenix({
    basePath: '',
    clientId: CLIENT.client_id,
    clientSecret: CLIENT.client_secret,
    redirectUris: [REDIRECT],
    clock: () => time.now,
    ...options,
  });
  const visitor = new Visitor(fenix);
  const codeFor = async (id: string) => {
    const query = { client_id: CLIENT.client_id, redirect_uri: REDIRECT, login_hint: id };
    const { headers } = await visitor.get('/oauth/userdialog', query);
    return new URL(String(headers['location'])).searchParams.get('code') ?? '';
  };
  const exchange = (fields: Record<string, string>) => visitor.post('/oauth/access_token', fields);
  const refresh = (fields: Record<string, string>) => visitor.post('/oauth/refresh_token', fields);
  const tokensFor = async (id: string) => tokensIn(await exchange(grantOf(await codeFor(id))));
  const personAt = (token: string) =>
    visitor.send({ path: '/api/fenix/v1/person', headers: { authorization: `Bearer ${token}` } });
  return { fenix, time, visitor, codeFor, exchange, refresh, tokensFor, personAt };
}

const grantOf = (code: string) => ({
  ...CLIENT,
  redirect_uri: REDIRECT,
  code,
  grant_type: 'authorization_code',
});
const tokensIn = ({ body }: StandInResponse) => JSON.parse(body) as Tokens;

function without(fields: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

function expectError(answer: StandInResponse, name: keyof typeof OAUTH_ERRORS): void {
  const [status, error, errorDescription] = OAUTH_ERRORS[name];
  expect({ status: answer.status, ...(JSON.parse(answer.body) as object) }).toEqual({
    status,
    error,
    errorDescription,
  });
}

describe('the token endpoint', () => {
  it('gives tokens of the form that Fenix gives for a fresh code', async () => {
    const { codeFor, exchange } = givenFenix();

    const answer = await exchange(grantOf(await codeFor('ist190001')));

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=UTF-8');
    const tokens = tokensIn(answer);
    expect(tokens).toEqual({
      access_token: expect.any(String) as string,
      refresh_token: expect.any(String) as string,
      token_type: 'Bearer',
      expires_in: 3600,
    });
    for (const token of [tokens.access_token, tokens.refresh_token]) {
      expect(token).toMatch(/^[A-Za-z0-9-]+$/);
      expect(Buffer.from(token, 'base64').toString()).toMatch(/^\d+:[0-9a-f]{128}$/);
    }
  });

  it('says the lifetime as text when so set', async () => {
    const { tokensFor } = givenFenix({ expiresInAs: 'string', accessTokenLifetimeSeconds: 5 });

    expect((await tokensFor('ist190001')).expires_in).toBe('5');
  });

  it.each(['/oauth/access_token', '/oauth/token'])(
    'takes parameters in the query string at %s',
    async (path) => {
      const { codeFor, visitor } = givenFenix();

      const answer = await visitor.send({ method: 'POST', path, query: grantOf(await codeFor('ist190001')) });

      expect(answer.status).toBe(200);
    },
  );

  it('takes id and secret by Basic authentication', async () => {
    const { codeFor, visitor } = givenFenix();
    const form = { redirect_uri: REDIRECT, code: await codeFor('a'), grant_type: 'authorization_code' };
    const request: Partial<StandInRequest> = { method: 'POST', path: '/oauth/token', form };

    const answer = await visitor.send({ ...request, headers: { authorization: BASIC } });

    expect(answer.status).toBe(200);
  });

  it.each([
    ['without an id', without(grantOf('x'), 'client_id'), 'missingCredentials'],
    ['without a secret', without(grantOf('x'), 'client_secret'), 'missingCredentials'],
    ['without a grant', without(grantOf('x'), 'grant_type'), 'missingCredentials'],
    ['with another grant', { ...grantOf('x'), grant_type: 'refresh_token' }, 'wrongGrant'],
    ['without a redirect', without(grantOf('x'), 'redirect_uri'), 'missingCode'],
    ['without a code', without(grantOf('x'), 'code'), 'missingCode'],
    ['of an unknown client', { ...grantOf('x'), client_id: '1' }, 'unknownClient'],
    ['with a wrong secret', { ...grantOf('x'), client_secret: 'no' }, 'mismatch'],
    ['with a wrong redirect', { ...grantOf('x'), redirect_uri: `${REDIRECT}/` }, 'mismatch'],
    ['with an unknown code', grantOf('x'), 'codeInvalid'],
    ['of a service', { ...CLIENT, grant_type: 'client_credentials' }, 'mismatch'],
  ] as const)('refuses a request %s as Fenix does', async (_case, fields, name) => {
    expectError(await givenFenix().exchange(fields), name);
  });

  it('takes a code once', async () => {
    const { codeFor, exchange } = givenFenix();
    const grant = grantOf(await codeFor('ist190001'));
    await exchange(grant);

    expectError(await exchange(grant), 'codeInvalid');
  });

  it('takes a code until the second in which it expires', async () => {
    const { codeFor, exchange, time } = givenFenix({ codeLifetimeSeconds: 60 });
    const [early, late] = [await codeFor('ist190001'), await codeFor('ist190002')];

    time.now += 59_999;
    const inTime = await exchange(grantOf(early));
    time.now += 1;

    expect(inTime.status).toBe(200);
    expectError(await exchange(grantOf(late)), 'codeExpired');
  });

  it('calls the code expired when the login at the provider has expired', async () => {
    const { fenix, codeFor, exchange } = givenFenix();
    const code = await codeFor('ist190001');

    fenix.inject({ expiredLogins: ['ist190001'] });

    expectError(await exchange(grantOf(code)), 'codeExpired');
  });

  it.each(['banned', 'deleted'] as const)('refuses an application that is %s', async (application) => {
    const { fenix, exchange, refresh, visitor } = givenFenix();

    fenix.inject({ application });

    expectError(await exchange(grantOf('x')), application);
    expectError(await refresh({ ...CLIENT, refresh_token: 'x' }), application);
    const query = { client_id: CLIENT.client_id, redirect_uri: REDIRECT };
    expectError(await visitor.get('/oauth/userdialog', query), application);
  });

  it('refuses GET with 405 and answers OPTIONS for other origins', async () => {
    const { visitor } = givenFenix();

    const wrong = await visitor.get('/oauth/access_token');
    const preflight = await visitor.send({ method: 'OPTIONS', path: '/oauth/access_token' });

    expect(wrong.status).toBe(405);
    expect(wrong.headers['allow']).toBe('POST, OPTIONS');
    expect(preflight.status).toBe(200);
    expect([wrong, preflight].map(({ headers }) => headers['access-control-allow-origin'])).toEqual([
      '*',
      '*',
    ]);
  });
});

describe('the refresh endpoint', () => {
  it('keeps the refresh token, gives a new access token and kills the former at once', async () => {
    const { tokensFor, refresh, personAt } = givenFenix();
    const first = await tokensFor('ist190001');

    const second = tokensIn(await refresh({ ...CLIENT, refresh_token: first.refresh_token }));

    expect(second).toEqual({ ...first, access_token: second.access_token });
    expect(second.access_token).not.toBe(first.access_token);
    expect(JSON.parse((await personAt(first.access_token)).body)).toMatchObject({
      error: 'accessTokenInvalid',
    });
    expect((await personAt(second.access_token)).status).toBe(200);
  });

  it('gives an expired sign-in another hour', async () => {
    const { tokensFor, refresh, personAt, time } = givenFenix();
    const first = await tokensFor('ist190001');
    time.now += 3_600_000;
    expect((await personAt(first.access_token)).status).toBe(401);

    const second = tokensIn(await refresh({ ...CLIENT, refresh_token: first.refresh_token }));
    time.now += 3_599_999;

    expect((await personAt(second.access_token)).status).toBe(200);
  });

  it('keeps the sign-ins of one person on several devices apart', async () => {
    const { tokensFor, refresh, personAt } = givenFenix();
    const [phone, desk] = [await tokensFor('ist190001'), await tokensFor('ist190001')];

    await refresh({ ...CLIENT, refresh_token: phone.refresh_token });

    expect((await personAt(desk.access_token)).status).toBe(200);
  });

  it('refuses as Fenix does', async () => {
    const { fenix, tokensFor, refresh } = givenFenix();
    const { access_token, refresh_token } = await tokensFor('ist190001');
    const stranger = Buffer.from('123:abc').toString('base64');

    expectError(await refresh({ ...CLIENT, client_id: '1', refresh_token }), 'unknownClient');
    expectError(await refresh(CLIENT), 'refreshTokenFormat');
    expectError(await refresh({ ...CLIENT, refresh_token: '<no token>' }), 'refreshTokenFormat');
    expectError(await refresh({ ...CLIENT, refresh_token, client_secret: 'no' }), 'mismatchOnRefresh');
    expectError(await refresh({ ...CLIENT, refresh_token: stranger }), 'refreshTokenWrong');
    expectError(await refresh({ ...CLIENT, refresh_token: access_token }), 'refreshTokenWrong');
    fenix.inject({ expiredLogins: ['ist190001'] });
    expectError(await refresh({ ...CLIENT, refresh_token }), 'loginExpiredOnRefresh');
  });
});

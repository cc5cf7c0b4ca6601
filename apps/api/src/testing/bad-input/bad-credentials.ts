import { PATHS } from '@perto/contract';
import { bearer, type Attempt, type Attempts, type Cast, type Expected } from './attempt';
import { goodBodies } from './bad-bodies';
import { json, NASTY_TEXTS, NO_TEXTS } from './bad-values';

const READ_ROUTES = [PATHS.session, PATHS.nearby, PATHS.buildings, PATHS.occupancy, PATHS.messages];

/** Every route that asks who one is, without a good answer. */
export function badCredentials(cast: Cast): Attempts {
  const attempts: Attempts = {};
  const bad: Record<string, string> = {
    'forged token': 'A'.repeat(43),
    'expired token': cast.expiredToken,
    'revoked token': cast.revokedToken,
  };
  for (const [path, members] of Object.entries(goodBodies(cast))) {
    const attempt = (token: string | undefined, expected: Expected, headers = {}): Attempt => ({
      path,
      headers,
      body: json({ ...members, token }),
      expected,
    });
    attempts[`${path} no token`] = attempt(undefined, '401 unauthenticated');
    attempts[`${path} empty token`] = attempt('""', '401 unauthenticated');
    attempts[`${path} the token of somebody else`] = attempt(JSON.stringify(cast.rui.token), '403 forbidden');
    for (const [what, token] of Object.entries({ ...bad, ...NASTY_TEXTS }))
      attempts[`${path} ${what}`] = attempt(JSON.stringify(token), '401 unauthenticated');
    for (const [what, token] of Object.entries(NO_TEXTS))
      attempts[`${path} a token that is ${what}`] = attempt(token, '401 unauthenticated');
    const own = JSON.stringify(cast.ana.token);
    attempts[`${path} another Bearer`] = attempt(own, '401 conflicting_credentials', bearer(cast.rui.token));
    attempts[`${path} a forged Bearer`] = attempt(own, '401 conflicting_credentials', bearer('forged'));
    attempts[`${path} another cookie`] = attempt(own, '401 conflicting_credentials', {
      cookie: `perto=${cast.rui.token}`,
    });
    attempts[`${path} another scheme`] = attempt(own, '401 conflicting_credentials', {
      authorization: 'Basic YTpi',
    });
    Object.assign(attempts, cookieAlone(path, json({ ...members, token: undefined }), cast));
  }
  for (const path of READ_ROUTES) {
    const attempt = (headers: Attempt['headers'], expected: Expected): Attempt => ({
      method: 'GET',
      path,
      headers,
      expected,
    });
    attempts[`GET ${path} nothing`] = attempt({}, '401 unauthenticated');
    attempts[`GET ${path}?token=`] = {
      ...attempt({}, '401 unauthenticated'),
      path: `${path}?token=${cast.ana.token}`,
    };
    for (const [what, token] of Object.entries(bad)) {
      attempts[`GET ${path} ${what}`] = attempt(bearer(token), '401 unauthenticated');
      attempts[`GET ${path} ${what} as cookie`] = attempt(
        { cookie: `perto=${token}` },
        '401 unauthenticated',
      );
    }
  }
  return attempts;
}

/** The cookie goes along wherever a request comes from: alone it counts for our own page only. */
function cookieAlone(path: string, body: string, { ana, origin }: Cast): Attempts {
  const attempt = (headers: Record<string, string>, expected: Expected): Attempt => ({
    path,
    headers: { cookie: ana.cookie, ...headers },
    body,
    expected,
  });
  return {
    [`${path} cookie from nowhere`]: attempt({}, '403 foreign_origin'),
    [`${path} cookie from elsewhere`]: attempt({ origin: 'https://evil.example' }, '403 foreign_origin'),
    [`${path} cookie from null`]: attempt({ origin: 'null' }, '403 foreign_origin'),
    [`${path} cookie from a file`]: attempt({ origin: 'file://' }, '403 foreign_origin'),
    [`${path} cookie from another port`]: attempt({ origin: 'http://127.0.0.1:1' }, '403 foreign_origin'),
    [`${path} cookie from a name that begins alike`]: attempt(
      { origin: `${origin}.evil.example` },
      '403 foreign_origin',
    ),
    [`${path} cookie from a sister site`]: attempt({ 'sec-fetch-site': 'same-site' }, '403 foreign_origin'),
    [`${path} cookie, an own site but a foreign origin`]: attempt(
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      '403 foreign_origin',
    ),
  };
}

/** Signing out must not happen by mistake or by another site. */
export function badSignOuts({ ana, rui }: Cast): Attempts {
  const attempt = (headers: Attempt['headers'], expected: Expected, body?: unknown): Attempt => ({
    method: 'DELETE',
    path: PATHS.session,
    headers,
    body,
    expected,
  });
  return {
    'nothing shown': attempt({}, '401 unauthenticated'),
    'a forged token': attempt(bearer('forged'), '401 unauthenticated'),
    'the cookie, from nowhere': attempt({ cookie: ana.cookie }, '403 foreign_origin'),
    'the cookie, from elsewhere': attempt(
      { cookie: ana.cookie, origin: 'https://evil.example' },
      '403 foreign_origin',
    ),
    'two people': attempt(
      { ...bearer(ana.token), cookie: `perto=${rui.token}` },
      '401 conflicting_credentials',
    ),
    'in somebody else’s name': attempt(bearer(ana.token), '403 forbidden', { id: rui.id }),
    'a broken body': attempt(bearer(ana.token), '400 malformed_request', '{'),
  };
}

/** Headers and cookies that no browser sends. */
export function oddHeaders({ ana }: Cast): Attempts {
  const attempt = (headers: Attempt['headers'], expected: Expected): Attempt => ({
    method: 'GET',
    path: PATHS.session,
    headers,
    expected,
  });
  return {
    'no scheme': attempt({ authorization: ana.token }, '401 unauthenticated'),
    'a scheme alone': attempt({ authorization: 'Bearer' }, '401 unauthenticated'),
    'two tokens': attempt({ authorization: `Bearer ${ana.token} ${ana.token}` }, '401 unauthenticated'),
    'two schemes in one header': attempt(
      { authorization: `Basic x, Bearer ${ana.token}` },
      '401 unauthenticated',
    ),
    'two headers, the first of another scheme': attempt(
      { authorization: ['Basic x', `Bearer ${ana.token}`] },
      '401 unauthenticated',
    ),
    'the scheme in small letters': attempt({ authorization: `bearer ${ana.token}` }, '200'),
    'a token of 8,000 letters': attempt(bearer('x'.repeat(8000)), '401 unauthenticated'),
    'an empty cookie': attempt({ cookie: 'perto=' }, '401 unauthenticated'),
    'a cookie without a value': attempt({ cookie: 'perto' }, '401 unauthenticated'),
    'a cookie with a broken escape': attempt({ cookie: 'perto=%E0%A4%A' }, '401 unauthenticated'),
    'semicolons alone': attempt({ cookie: ';;;=;=x;' }, '401 unauthenticated'),
    'names of JavaScript': attempt(
      { cookie: '__proto__=x; constructor=y; toString=z' },
      '401 unauthenticated',
    ),
    'a name of JavaScript beside the cookie': attempt({ cookie: `__proto__=x; ${ana.cookie}` }, '200'),
    'a thousand cookies': attempt({ cookie: Array(1000).fill('a=b').join('; ') }, '401 unauthenticated'),
    'the cookie in quotes': attempt({ cookie: `perto="${ana.token}"` }, '401 unauthenticated'),
  };
}

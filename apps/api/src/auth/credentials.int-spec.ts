import { PATHS } from '@perto/contract';
import { CAMPUS, request, type Answer, type Student } from '@perto/testkit';
import { SIZES, TestServer, type Size } from '../testing/running-server';

const EMBEDDED = SIZES.find(({ name }) => name === 'embedded') as Size;

describe('how a request proves who it is', () => {
  let server: TestServer;
  let ana: Student;
  let rui: Student;

  beforeAll(async () => {
    server = await TestServer.start(EMBEDDED);
    [ana, rui] = await Promise.all([server.signIn('ana'), server.signIn('rui')]);
  });
  afterAll(() => server.stop());

  /** Stands on the meadow with credentials as given. */
  function stand(body: object, headers: Record<string, string> = {}): Promise<Answer> {
    return request(server.url, 'POST', PATHS.updateCoordinates, {
      body: { id: ana.id, ...CAMPUS.meadow, ...body },
      headers,
    });
  }
  const codeOf = ({ status, json }: Answer) => [status, (json as { code?: string } | undefined)?.code];
  const bearer = ({ token }: Student) => ({ authorization: `Bearer ${token}` });

  it.each([
    ['a token in the body', () => stand({ token: ana.token })],
    ['a Bearer token', () => stand({}, bearer(ana))],
    ['a Bearer token in other letters', () => stand({}, { authorization: `bearer  ${ana.token} ` })],
    ['the cookie, from the page itself', () => stand({}, { cookie: ana.cookie, origin: server.url })],
    [
      'the cookie, from the same site by Sec-Fetch-Site',
      () => stand({}, { cookie: ana.cookie, 'sec-fetch-site': 'same-origin' }),
    ],
    [
      'all three, when they agree, wherever they come from',
      () =>
        stand(
          { token: ana.token },
          { ...bearer(ana), cookie: ana.cookie, origin: 'https://elsewhere.example' },
        ),
    ],
  ])('takes %s', async (_what, act) => {
    const answer = await act();

    expect(answer.status).toBe(200);
  });

  it.each([
    ['nothing', () => stand({}), 'unauthenticated'],
    ['an empty token', () => stand({ token: '' }), 'unauthenticated'],
    ['a forged token', () => stand({ token: 'a'.repeat(43) }), 'unauthenticated'],
    ['a token with more behind it', () => stand({ token: `${ana.token}a` }), 'unauthenticated'],
    ['a token that is no text', () => stand({ token: { $ne: 1 } }), 'unauthenticated'],
    ['another scheme', () => stand({}, { authorization: `Basic ${ana.token}` }), 'unauthenticated'],
    [
      'a token of another person beside the own one',
      () => stand({ token: ana.token }, bearer(rui)),
      'conflicting_credentials',
    ],
    [
      'a cookie of another person beside the own token',
      () => stand({ token: ana.token }, { cookie: rui.cookie, origin: server.url }),
      'conflicting_credentials',
    ],
    [
      'a forged token beside a good cookie',
      () => stand({ token: 'a'.repeat(43) }, { cookie: ana.cookie, origin: server.url }),
      'conflicting_credentials',
    ],
  ])('answers 401 to %s', async (_what, act, code) => {
    const answer = await act();

    expect(codeOf(answer)).toEqual([401, code]);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.text).not.toContain(ana.token);
  });

  it.each([
    ['without Origin and Sec-Fetch-Site', {}],
    ['from a foreign origin', { origin: 'https://elsewhere.example' }],
    ['from a null origin', { origin: 'null' }],
    ['from another port', { origin: 'http://127.0.0.1:1' }],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a sibling site', { 'sec-fetch-site': 'same-site' }],
    [
      'from a foreign origin that says it is the same',
      { origin: 'https://a.example', 'sec-fetch-site': 'same-origin' },
    ],
  ])('answers 403 to the cookie alone %s, and changes nothing', async (_where, headers) => {
    const moved = await stand({}, { cookie: ana.cookie, ...(headers as Record<string, string>) });
    const signedOut = await request(server.url, 'DELETE', PATHS.session, {
      headers: { cookie: ana.cookie, ...(headers as Record<string, string>) },
    });

    expect(codeOf(moved)).toEqual([403, 'foreign_origin']);
    expect(codeOf(signedOut)).toEqual([403, 'foreign_origin']);
    expect((await ana.get(PATHS.session)).status).toBe(200);
  });

  it('lets the cookie alone read', async () => {
    const answer = await request(server.url, 'GET', PATHS.session, {
      headers: { cookie: ana.cookie, origin: 'https://elsewhere.example' },
    });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull(); // so the other site reads nothing
  });

  it('answers 403 to a token for somebody else’s id', async () => {
    const answer = await stand({ id: rui.id, token: ana.token });

    expect(codeOf(answer)).toEqual([403, 'forbidden']);
  });

  it('leads to /login from / alone, and only whoever is not signed in', async () => {
    const get = (path: string, headers: Record<string, string> = {}) =>
      request(server.url, 'GET', path, { headers });

    const home = [await get('/'), await get('/', { cookie: 'perto=forged' })];
    const open = [await get('/index.html'), await get('/signed-out'), await get('/main-ABCDEFGH.js')];
    const known = await get('/', { cookie: ana.cookie });

    expect(home.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [302, '/login'],
      [302, '/login'],
    ]);
    expect(home[0]?.headers.get('cache-control')).toBe('no-store');
    for (const answer of [...open, known]) expect(answer.headers.get('location')).toBeNull();
  });
});

import { allow, Browser, CLIENT, locationOf, serverWithFenix, type FenixServer } from '../testing/real-fenix';
import { AdjustableClock } from '../testing/running-server';
import { parseForm } from '../fenix-stand-in/stand-in-http';

describe('signing in with Fénix', () => {
  let clock: AdjustableClock;
  let all: FenixServer;
  let browser: Browser;

  async function start(...args: Parameters<typeof serverWithFenix>): Promise<void> {
    const [options, serverOptions] = args;
    clock = new AdjustableClock();
    all = await serverWithFenix({ clock: () => clock.now(), ...options }, { clock, ...serverOptions });
    browser = new Browser(all.server.url);
  }
  afterEach(() => all.stop());

  const session = (of: Browser) => of.get('/API/session');

  it('leads to the dialog and back to the page, signed in', async () => {
    await start();

    const dialog = await browser.begin();
    const back = await browser.get(await allow(all.fenix, dialog, 'ist190001'));
    const answer = await session(browser);

    expect(dialog.pathname).toBe('/oauth/userdialog');
    expect(Object.fromEntries(dialog.searchParams)).toMatchObject({
      client_id: CLIENT.clientId,
      redirect_uri: `${all.server.url}/login`,
      state: expect.stringMatching(/^[\w.-]{40,}$/) as string,
    });
    expect([back.status, back.headers.get('location')]).toEqual([302, '/']);
    expect(back.headers.get('cache-control')).toBe('no-store');
    expect(answer.json).toMatchObject({ id: 'ist190001', name: 'Ana Ferreira', radious: 50, admin: false });
  });

  it('sends everything about the application in a form body, and nothing in an address', async () => {
    await start();

    await browser.signIn(all.fenix, 'ist190001');

    const exchange = all.asked.find(({ path }) => path === '/oauth/access_token');
    const person = all.asked.find(({ path }) => path === '/api/fenix/v1/person');
    expect(exchange).toMatchObject({ method: 'POST', query: {} });
    expect(exchange?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(exchange?.form).toMatchObject({
      client_id: CLIENT.clientId,
      client_secret: CLIENT.clientSecret,
      grant_type: 'authorization_code',
      redirect_uri: `${all.server.url}/login`,
    });
    expect(person).toMatchObject({ method: 'GET', query: {} });
    expect(person?.headers['authorization']).toMatch(/^Bearer \S+$/);
    expect(parseForm('a=%2B%2F%3D')).toEqual({ a: '+/=' }); // the secret above was decoded, not lucky
  });

  it.each(['number', 'string'] as const)('takes a lifetime that is a %s', async (expiresInAs) => {
    await start({ expiresInAs });

    const back = await browser.signIn(all.fenix, 'ist190001');

    expect(back.headers.get('location')).toBe('/');
  });

  it.each([
    ['has no campus', 'ist190005', 'Yuki Tanaka'],
    ['has no photo', 'ist190006', 'Amina Diallo'],
    ['has a role that nobody knows', 'ist190007', 'Oleksandr Kovalenko'],
    ['has two roles', 'ist190002', 'Rui Tavares'],
    [
      'has a very long name',
      'ist190009',
      'Maria da Conceição Évora Magalhães de Vasconcelos Östergård-Núñez',
    ],
  ])('signs in whoever %s', async (_what, username, name) => {
    await start();

    await browser.signIn(all.fenix, username);

    expect((await session(browser)).json).toMatchObject({ id: username, name });
  });

  it.each([
    ['roles of another shape', { username: 'ist1', roles: { student: {} } }, 'ist1'],
    ['no name at all', { username: 'ist1', name: null }, 'ist1'],
    ['a name only', { username: 'ist1', name: ' Ana ' }, 'Ana'],
    [
      'a name of 300 characters outside the BMP',
      { username: 'ist1', name: '🙂'.repeat(300) },
      '🙂'.repeat(250),
    ],
  ])('signs in a person with %s', async (_what, person, name) => {
    await start();
    all.answering('/api/fenix/v1/person', { body: JSON.stringify(person) });

    await browser.signIn(all.fenix, 'ist1');

    expect((await session(browser)).json).toMatchObject({ id: 'ist1', name });
  });

  it('makes the person once, and follows a change of name', async () => {
    await start();
    await browser.signIn(all.fenix, 'ist190001');
    await all.server.query("UPDATE user SET radious = 120, name = 'Former' WHERE id = 'ist190001'");

    await new Browser(all.server.url).signIn(all.fenix, 'ist190001');

    const users = await all.server.query<object>('SELECT id, name, radious FROM user');
    expect(users).toEqual([{ id: 'ist190001', name: 'Ana Ferreira', radious: 120 }]);
  });

  it('ignores login_hint, good or bad', async () => {
    await start();

    const good = locationOf(await browser.get('/login?login_hint=ana'), all.server.url);
    const bad = locationOf(await browser.get('/login?login_hint=no%20id'), all.server.url);

    expect(good.searchParams.has('login_hint')).toBe(false);
    expect(bad.searchParams.has('login_hint')).toBe(false);
  });

  it('has no stand-in beside it', async () => {
    await start();

    const answer = await browser.get('/fenix-stand-in/oauth/userdialog');

    expect(answer.status).toBe(404);
  });

  it('sets cookies that scripts and other sites cannot use', async () => {
    await start();

    const begun = await browser.get('/login/');
    const back = await browser.signIn(all.fenix, 'ist190001');

    const [attempt = ''] = begun.headers.getSetCookie();
    const [cookie = ''] = back.headers.getSetCookie();
    expect(attempt).toMatch(/^perto_login_[\w-]+=[\w-]{22};/);
    expect(attempt).toMatch(/; Max-Age=600; Path=\/login; HttpOnly; SameSite=Lax$/);
    expect(cookie).toMatch(/^perto=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('sets cookies for https only where it is reached by https', async () => {
    await start({}, { environment: { PUBLIC_URL: 'https://perto.example' } });

    const begun = await browser.get('/login');
    const back = await browser.get(await allow(all.fenix, locationOf(begun, all.server.url), 'ist190001'));

    expect(back.headers.get('location')).toBe('/');
    for (const answer of [begun, back]) expect(answer.headers.getSetCookie()[0]).toMatch(/; Secure/);
  });

  it.each(['[x', 'a:b:c'])('refuses to begin under the impossible address %s', async (host) => {
    await start({}, { environment: { TRUST_PROXY: 'true' } });

    const answer = await browser.get('/login', { 'x-forwarded-host': host });

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  });
});

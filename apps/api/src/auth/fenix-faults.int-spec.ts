import type { Answer } from '@perto/testkit';
import type { StandInResponse } from '../fenix-stand-in/stand-in-http';
import { NO_FAULTS } from '../fenix-stand-in/stand-in-options';
import { allow, Browser, serverWithFenix, type FenixServer } from '../testing/real-fenix';
import { AdjustableClock } from '../testing/running-server';

const TOKEN = '/oauth/access_token';
const PERSON = '/api/fenix/v1/person';
const json = (value: unknown): Partial<StandInResponse> => ({ body: JSON.stringify(value) });

describe('a sign-in with a Fénix that does not do as it should', () => {
  let clock: AdjustableClock;
  let all: FenixServer;
  let browser: Browser;

  beforeEach(async () => {
    clock = new AdjustableClock();
    all = await serverWithFenix({ clock: () => clock.now() }, { clock });
    browser = new Browser(all.server.url);
  });
  afterEach(() => all.stop());

  /** A page for people: no trace of the inside, a way to try again, nobody signed in. */
  async function expectPage(answer: Answer, status: number): Promise<void> {
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('vary')).toBe('Accept-Language');
    expect(answer.text).toContain('<html lang="en">');
    expect(answer.text).toContain('<a href="/login">Try again</a>');
    expect(answer.text).not.toMatch(/\bat .*\.[jt]s|node_modules|Error:/);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect((await browser.get('/API/session')).status).toBe(401);
    expect(await all.server.query('SELECT * FROM sign_in')).toEqual([]);
  }

  const came = async () => allow(all.fenix, await browser.begin(), 'ist190001');

  it('says so when access was refused', async () => {
    const answer = await browser.get(
      "/login?error=access_denied&error_description=User didn't allow the application",
    );

    await expectPage(answer, 403);
    expect(answer.text).toContain('User didn&#39;t allow the application');
  });

  it('says so in Portuguese to a browser that prefers it, what Fénix said escaped all the same', async () => {
    const answer = await browser.get('/login?error=access_denied&error_description=<b>não</b>', {
      'accept-language': 'pt-PT,pt;q=0.9,en;q=0.8',
    });

    expect([answer.status, answer.headers.get('vary')]).toEqual([403, 'Accept-Language']);
    expect(answer.text).toContain('<html lang="pt-PT">');
    expect(answer.text).toContain('<h1>Não entraste</h1>\n<p>O Fénix diz que recusaste o acesso.</p>');
    expect(answer.text).toContain('O Fénix disse: “&lt;b&gt;não&lt;/b&gt;”');
    expect(answer.text).toContain('<a href="/login">Tentar outra vez</a>');
  });

  it.each(['access_denied', 'server_error'])('shows the text of a foreign %s as text', async (error) => {
    const text = encodeURIComponent('<script>alert("1")</script>');

    const answer = await browser.get(`/login?error=${error}&error_description=${text}`);

    await expectPage(answer, error === 'access_denied' ? 403 : 502);
    expect(answer.text).not.toContain('<script');
    expect(answer.text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  });

  it.each([
    ['access_denied', 403, 'you refused access'],
    ['server_error', 502, 'server_error'],
  ])('takes %s that comes without a description', async (error, status, said) => {
    const answer = await browser.get(`/login?error=${error}`);

    await expectPage(answer, status);
    expect(answer.text).toContain(said);
  });

  it('cuts what a foreign error says', async () => {
    const answer = await browser.get(`/login?error=access_denied&error_description=${'x'.repeat(2000)}`);

    await expectPage(answer, 403);
    expect(answer.text).not.toContain('x'.repeat(301));
  });

  it('refuses a code that was used already', async () => {
    const first = new URL(await came(), all.server.url);
    await browser.get(`/login${first.search}`);
    await browser.send('DELETE', '/API/session', { headers: { origin: all.server.url } });
    const second = new URL(await came(), all.server.url);
    second.searchParams.set('code', first.searchParams.get('code') ?? '');

    const answer = await browser.get(`/login${second.search}`);

    await expectPage(answer, 400);
    expect(answer.text).toContain('code invalid');
  });

  it.each([
    [59_000, 302],
    [61_000, 400],
  ])('with a code %i ms old answers %i', async (age, status) => {
    const back = await came();

    clock.forward(age);
    const answer = await browser.get(back);

    expect(answer.status).toBe(status);
    if (status === 400) await expectPage(answer, 400);
  });

  it.each([
    ['at the token', TOKEN],
    ['at the person', PERSON],
  ])(
    'answers within seconds when it is too slow %s',
    async (_where, path) => {
      const back = await came();
      all.fenix.inject({ delayMilliseconds: 60_000, paths: [path] });
      const beganAt = Date.now();

      const answer = await browser.get(back);

      await expectPage(answer, 502);
      expect(Date.now() - beganAt).toBeGreaterThan(4900);
      expect(Date.now() - beganAt).toBeLessThan(7000);
    },
    15_000,
  );

  it('says so when it is down', async () => {
    const back = await came();
    await all.stopFenix();

    const answer = await browser.get(back);

    await expectPage(answer, 502);
  });

  it.each([
    ['a bare 500 for a token', TOKEN, { status: 500 }],
    ['a page for a token', TOKEN, { body: '<html>Maintenance</html>' }],
    ['null for a token', TOKEN, { body: 'null' }],
    ['a number for a token', TOKEN, { body: '5' }],
    ['a list for a token', TOKEN, { body: '[]' }],
    ['an empty answer for a token', TOKEN, {}],
    ['no access token', TOKEN, json({ token_type: 'Bearer', expires_in: 3600 })],
    ['an access token that is null', TOKEN, json({ access_token: null })],
    ['an access token that is an object', TOKEN, json({ access_token: { a: 1 } })],
    ['an access token of two lines', TOKEN, json({ access_token: 'a\r\nx-evil: 1' })],
    ['an access token that no header can hold', TOKEN, json({ access_token: 'ação☃' })],
    ['an error of another shape', TOKEN, { status: 400, ...json(['nothing']) }],
    ['null with an error', TOKEN, { status: 400, body: 'null' }],
    ['a redirect for a token', TOKEN, { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    ['a bare 500 for the person', PERSON, { status: 500 }],
    ['a page for the person', PERSON, { body: '<html>Maintenance</html>' }],
    ['null for the person', PERSON, { body: 'null' }],
    ['a person without a username', PERSON, json({ name: 'Ana' })],
    ['a username that is null', PERSON, json({ username: null })],
    ['a username with a space', PERSON, json({ username: 'ana sofia' })],
    ['a username with an accent', PERSON, json({ username: 'josé' })],
    ['a username of 51 characters', PERSON, json({ username: 'a'.repeat(51) })],
    ['a person of ten megabytes', PERSON, json({ username: 'ist190001', about: 'x'.repeat(10_000_000) })],
    ['a username with markup', PERSON, json({ username: '<script>' })],
  ])('is a page, and the server lives on, after %s', async (_what, path, response) => {
    const back = await came();
    all.answering(path, response);

    const answer = await browser.get(back);
    all.answering(path, undefined);

    await expectPage(answer, 502);
    expect((await browser.signIn(all.fenix, 'ist190001')).headers.get('location')).toBe('/');
  });

  it.each([
    ['the token', TOKEN],
    ['the person', PERSON],
  ])('says so when it fails at %s, and signs people in once it is well again', async (_where, path) => {
    const back = await came();
    all.fenix.inject({ serverError: true, paths: [path] });

    const answer = await browser.get(back);
    all.fenix.inject(NO_FAULTS);

    await expectPage(answer, 502);
    expect((await browser.signIn(all.fenix, 'ist190001')).headers.get('location')).toBe('/');
  });

  it('says so when the login at the provider has expired meanwhile', async () => {
    const back = await came();
    all.fenix.inject({ expiredLogins: ['ist190001'] });

    const answer = await browser.get(back);
    all.fenix.inject(NO_FAULTS);

    await expectPage(answer, 400);
    expect(answer.text).toContain('code expired');
    expect((await browser.signIn(all.fenix, 'ist190001')).headers.get('location')).toBe('/');
  });

  it.each(['banned', 'deleted'] as const)('says so when the application is %s', async (application) => {
    const back = await came();
    all.fenix.inject({ application });

    const answer = await browser.get(back);
    all.fenix.inject(NO_FAULTS);

    await expectPage(answer, 502);
    expect(answer.text).toContain(`the application has been ${application}.`);
  });
});

import { allow, Browser, locationOf, serverWithFenix, type FenixServer } from '../testing/real-fenix';
import { AdjustableClock } from '../testing/running-server';

const MINUTE = 60_000;

describe('the state of an attempt to sign in', () => {
  let clock: AdjustableClock;
  let all: FenixServer;
  let browser: Browser;

  beforeEach(async () => {
    clock = new AdjustableClock();
    all = await serverWithFenix({ clock: () => clock.now(), codeLifetimeSeconds: 3600 }, { clock });
    browser = new Browser(all.server.url);
  });
  afterEach(() => all.stop());

  const signedIn = async (of: Browser) => (await of.get('/API/session')).status === 200;
  const came = async () => allow(all.fenix, await browser.begin(), 'ist190001');

  it('is bound to the browser that began', async () => {
    const back = await came();
    const other = new Browser(all.server.url);
    await other.begin();

    const withCookie = await other.get(back);
    const withoutCookie = await new Browser(all.server.url).get(back);

    expect([withCookie.status, withoutCookie.status]).toEqual([400, 400]);
    expect(withCookie.text).toContain('another browser');
    expect(withCookie.text).toContain('href="/login"');
    expect(await signedIn(other)).toBe(false);
    expect((await browser.get(back)).status).toBe(302); // and was not used up by the others
  });

  it('is good once', async () => {
    const back = await came();
    await browser.get(back);
    browser.cookies.delete('perto');

    const again = await browser.get(back);

    expect(again.status).toBe(400);
    expect(await signedIn(browser)).toBe(false);
  });

  it('is one per attempt, so that two tabs can go their ways', async () => {
    const [first, second] = [await browser.begin(), await browser.begin()];
    const ana = await allow(all.fenix, first, 'ist190001');
    const rui = await allow(all.fenix, second, 'ist190002');

    const answers = [await browser.get(rui), await browser.get(ana)];

    expect(first.searchParams.get('state')).not.toBe(second.searchParams.get('state'));
    expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [302, '/'],
      [302, '/'],
    ]);
  });

  it('is one per attempt also when a browser without any cookie opens two tabs at one moment', async () => {
    const [one, other] = await Promise.all([browser.get('/login'), browser.get('/login')]);
    const ana = await allow(all.fenix, locationOf(one, all.server.url), 'ist190001');
    const rui = await allow(all.fenix, locationOf(other, all.server.url), 'ist190002');

    const answers = [await browser.get(ana), await browser.get(rui)];

    expect(answers.map(({ status }) => status)).toEqual([302, 302]);
  });

  it.each([
    [10 * MINUTE - 1000, 302],
    [10 * MINUTE + 1000, 400],
  ])('after %i ms: %i', async (waited, status) => {
    const back = await came();

    clock.forward(waited);
    const answer = await browser.get(back);

    expect(answer.status).toBe(status);
  });

  it.each([
    ['missing', ''],
    ['empty', '&state='],
    ['forged', '&state=aaaaaaaaaaaaaaaaaaaaaa.zzzzzzzzz.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'],
    ['given twice', '&state=a&state=b'],
    ['an object', '&state[__proto__]=a'],
    ['very long', `&state=${'a'.repeat(5000)}`],
  ])('that is %s signs nobody in', async (_what, state) => {
    await browser.begin();

    const answer = await browser.get(`/login?code=abc${state}`);

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(all.asked.map(({ path }) => path)).not.toContain('/oauth/access_token');
  });

  it('that is tampered with in any part signs nobody in', async () => {
    const back = new URL(await came(), all.server.url);
    const state = back.searchParams.get('state') ?? '';

    const statuses = await Promise.all(
      state.split('.').map(async (_part, index) => {
        const parts = state.split('.');
        parts[index] = `${parts[index]?.startsWith('a') ? 'b' : 'a'}${parts[index]?.slice(1)}`;
        back.searchParams.set('state', parts.join('.'));
        return (await browser.get(`/login${back.search}`)).status;
      }),
    );

    expect(statuses).toEqual([400, 400, 400]);
  });

  it('costs nothing when hundreds of attempts never return', async () => {
    const others = Array.from({ length: 300 }, () => new Browser(all.server.url));
    await Promise.all(others.map((other) => other.begin()));
    for (let tab = 0; tab < 50; tab++) await browser.begin();

    const back = await browser.signIn(all.fenix, 'ist190001');

    expect(back.headers.get('location')).toBe('/');
    expect(browser.cookies.size).toBe(2); // the sign-in's, and one for all 51 attempts
    expect(await all.server.query('SELECT * FROM sign_in')).toHaveLength(1);
  });
});

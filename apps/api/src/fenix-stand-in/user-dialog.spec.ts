import { StandInFenix } from './stand-in-fenix';
import type { StandInOptions } from './stand-in-options';
import { formOn, plain, Visitor } from './visitor';

const REDIRECT = 'http://localhost:3002/login';
const QUESTION = { client_id: '570015174623357', redirect_uri: REDIRECT };

function givenVisitor(options: Partial<StandInOptions> = {}) {
  const fenix = new StandInFenix({
    basePath: '/fenix-stand-in',
    clientId: QUESTION.client_id,
    clientSecret: 'secret',
    redirectUris: [REDIRECT],
    ...options,
  });
  const visitor = new Visitor(fenix);
  const ask = (more: Record<string, string> = {}) =>
    visitor.get('/oauth/userdialog', { ...QUESTION, ...more });
  return { fenix, visitor, ask };
}

const locationOf = ({ headers }: { headers: Record<string, string | string[]> }) =>
  new URL(String(headers['location']));
const cancelOn = (html: string) => plain(/<a class="secondary" href="([^"]*)"/.exec(html)?.[1] ?? '');

describe('the user dialog', () => {
  it('leads back with a code after picking a person and saying yes', async () => {
    const { visitor, ask } = givenVisitor();

    const consent = await visitor.submit(await ask({ state: 'a&b =' }), { username: 'ist190002' });
    const answer = await visitor.submit(consent);

    expect(consent.body).toContain('Rui Tavares');
    expect(answer.status).toBe(302);
    const location = locationOf(answer);
    expect(location.origin + location.pathname).toBe(REDIRECT);
    expect([...location.searchParams.keys()]).toEqual(['code', 'state']);
    expect(location.searchParams.get('code')).toMatch(/^[A-Za-z0-9_-]{100,512}$/);
    expect(location.searchParams.get('state')).toBe('a&b =');
  });

  it('asks for consent once for each person, and always who it is', async () => {
    const { visitor, ask } = givenVisitor();
    await visitor.submit(await visitor.submit(await ask(), { username: 'ist190002' }));

    const again = await ask();
    const samePerson = await visitor.submit(again, { username: 'ist190002' });
    const another = await visitor.submit(again, { username: 'ist190001' });

    expect(again.body).toContain('Who do you want to be?');
    expect(samePerson.status).toBe(302);
    expect(another.status).toBe(200);
    expect(another.body).toContain('Ana Sofia Ferreira');
  });

  it.each([undefined, ''])('passes no state back when %p was sent', async (state) => {
    const answer = await givenVisitor().ask({
      ...(state !== undefined && { state }),
      login_hint: 'ist190001',
    });

    expect([...locationOf(answer).searchParams.keys()]).toEqual(['code']);
  });

  it('offers the logout page as the way to cancel, as the source of Fenix has it', async () => {
    const { visitor, ask } = givenVisitor({ cancel: 'logout' });
    const consent = await visitor.submit(await ask(), { username: 'ist190002' });

    const href = cancelOn(consent.body);
    const answer = await visitor.get(href.replace('/fenix-stand-in', ''));

    expect(href).toBe('/fenix-stand-in/logout');
    expect(answer.body).toContain('You are signed out');
  });

  it('offers a redirect with access_denied as the way to cancel, as the manual of Fenix has it', async () => {
    const { visitor, ask } = givenVisitor({ cancel: 'access_denied' });
    const consent = await visitor.submit(await ask({ state: 's' }), { username: 'ist190002' });

    expect(Object.fromEntries(new URL(cancelOn(consent.body)).searchParams)).toEqual({
      error: 'access_denied',
      error_description: "User didn't allow the application",
      state: 's',
    });
  });

  it('shows a page, not JSON, when a parameter is missing', async () => {
    const { visitor } = givenVisitor();

    const answer = await visitor.get('/oauth/authorize', { client_id: QUESTION.client_id });

    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('text/html; charset=UTF-8');
  });

  it.each([
    ['client_id', '1', 'client_id not found'],
    ['redirect_uri', 'https://evil.example/login', "credentials or redirect_uri don't match"],
    ['redirect_uri', `${REDIRECT}?x=1`, "credentials or redirect_uri don't match"],
  ])('answers a wrong %s (%s) with JSON and no redirect', async (name, value, errorDescription) => {
    const answer = await givenVisitor().ask({ [name]: value, login_hint: 'ist190001' });

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({ error: 'invalid_grant', errorDescription });
  });

  it.each(['javascript:alert(1)', 'http://localhost:3002/login\r\nx: y', 'nowhere'])(
    'never redirects to %p, even if the caller would allow it',
    async (redirect_uri) => {
      const answer = await givenVisitor({ redirectUris: () => true }).ask({ redirect_uri, login_hint: 'a' });

      expect(answer.status).toBe(400);
    },
  );
});

describe('login_hint', () => {
  it.each(['ist190001', 'sim-0001', 'A.b_c-9', 'x'.repeat(50)])('signs %s in at once', async (id) => {
    const answer = await givenVisitor().ask({ state: 's', login_hint: id });

    expect(answer.status).toBe(302);
    expect([...locationOf(answer).searchParams.keys()]).toEqual(['code', 'state']);
  });

  it.each(['', 'a b', 'x'.repeat(51), '<script>alert(1)</script>', 'é'])(
    'refuses %p by a page',
    async (id) => {
      const answer = await givenVisitor().ask({ login_hint: id });

      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toBe('text/html; charset=UTF-8');
      expect(answer.body).not.toContain('<script');
    },
  );
});

describe('the forms', () => {
  it('sign in any valid id that is typed, and say why an invalid one is none', async () => {
    const { visitor, ask } = givenVisitor();
    const list = await ask();

    const wrong = await visitor.submit(list, { username: '"><script>alert(1)</script>' });
    const right = await visitor.submit(wrong, { username: ' sim-7 ' });

    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('aria-invalid="true"');
    expect(wrong.body).not.toContain('<script');
    expect(right.body).toContain('Sim 7');
  });

  it('escape what the application sent', async () => {
    const state = `"><img src=x onerror='alert(1)'>&amp;`;
    const { ask } = givenVisitor();

    const { body } = await ask({ state });

    expect(body).not.toContain('<img');
    expect(formOn(body).hidden['state']).toBe(state);
  });

  it('are refused when another site sends them', async () => {
    const { fenix, ask } = givenVisitor();
    const stranger = new Visitor(fenix);
    const stolen = await ask();

    const picked = await stranger.submit(stolen, { username: 'ist190001' });
    const confirmed = await stranger.submit(stolen, { username: 'ist190001', csrf: 'x' });

    expect([picked.status, confirmed.status]).toEqual([403, 403]);
  });

  it('need the CSRF header on confirmation, or the field of the page itself', async () => {
    const { visitor } = givenVisitor();
    const form = { ...QUESTION, username: 'ist190001' };
    const path = '/oauth/userconfirmation';

    const bare = await visitor.post(path, form);
    const guessed = await visitor.post(path, { ...form, csrf: 'guess' });
    const byHeader = await visitor.send({ method: 'POST', path, form, headers: { 'x-csrf-token': '' } });

    expect(bare.status).toBe(400);
    expect(JSON.parse(bare.body)).toEqual({
      error: "The request don't has a CSRF header.",
      errorDescription: 'To make this request the browser need to send a CSRF header.',
    });
    expect(guessed.status).toBe(403);
    expect(byHeader.status).toBe(302);
  });
});

describe('every page', () => {
  it('says that it is not Fenix, runs no script and lets forms lead to the application', async () => {
    const { visitor, ask } = givenVisitor();
    const list = await ask();
    const pages = [
      list,
      await visitor.submit(list, { username: 'ist190009' }),
      await visitor.submit(list, { username: '!' }),
      await visitor.submit(list, { csrf: 'x' }),
      await visitor.get('/'),
      await visitor.get('/logout'),
      await visitor.get('/nowhere'),
      await visitor.get('/oauth/userdialog'),
    ];

    for (const { body, headers } of pages) {
      expect(body).toContain('This is not Fénix.');
      expect(body).not.toContain('<script');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
    expect(list.headers['content-security-policy']).toContain("form-action 'self' http://localhost:3002;");
  });
});

import { PATHS } from '@perto/contract';
import { CAMPUS, request, Student } from '@perto/testkit';
import { describeEachSize, SIZES, TestServer, type Size } from '../testing/running-server';
import { Browser } from '../testing/real-fenix';

const EMBEDDED = SIZES.find(({ name }) => name === 'embedded') as Size;

describe('signing in where no credentials are configured', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await TestServer.start(EMBEDDED);
  });
  afterAll(() => server.stop());

  it.each(['ana', 'ist190001', 'A.b_c-9', '__proto__', 'constructor', 'x'.repeat(50)])(
    'makes %s up by login_hint, without a form',
    async (id) => {
      const student = await Student.signIn(server.url, id);

      expect((await student.get(PATHS.session)).json).toMatchObject({ id, radious: 50 });
    },
  );

  it.each(['', 'a b', 'josé', 'a/b', '<script>', 'x'.repeat(51), "a'--", '../a'])(
    'answers 400 to login_hint %j',
    async (hint) => {
      const answer = await request(server.url, 'GET', `/login?login_hint=${encodeURIComponent(hint)}`);

      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.text).not.toContain('<script>');
    },
  );

  it('shows the people to pick from where there is no hint, on the server’s own port', async () => {
    const browser = new Browser(server.url);

    const dialog = await browser.begin();
    const page = await browser.get(`${dialog.pathname}${dialog.search}`);

    expect(dialog.origin).toBe(server.url);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Ana Sofia Ferreira');
  });
});

describeEachSize('a person with the id of a bot', (size) => {
  let server: TestServer;

  beforeEach(async () => {
    server = await TestServer.start(size);
  });
  afterEach(() => server.stop());

  async function givenBot(authorised: boolean): Promise<string> {
    const id = server.id('bot');
    await server.query('INSERT INTO bot (id, b_id, authorized, pass) VALUES (?, ?, ?, ?)', [
      ...[id, CAMPUS.civil.id, authorised ? 1 : 0, 'sha256:x'],
    ]);
    await server.query(
      "INSERT INTO log (message, b_id, bot_id, `timestamp`) VALUES ('Fish', ?, ?, '2026-01-01 00:00:00.000')",
      [CAMPUS.civil.id, id],
    );
    return id;
  }

  it('takes it over while no admin has authorised the bot', async () => {
    const id = await givenBot(false);

    const student = await Student.signIn(server.url, id);

    expect(await server.query('SELECT id FROM bot')).toEqual([]);
    expect(await server.query('SELECT message, b_id, bot_id FROM log')).toEqual([
      { message: 'Fish', b_id: CAMPUS.civil.id, bot_id: null },
    ]);
    expect((await student.get(PATHS.session)).json).toMatchObject({ id });
  });

  it('is told in a readable 409 when the bot is authorised, and not signed in', async () => {
    const id = await givenBot(true);
    const browser = new Browser(server.url);
    const dialog = await browser.get(`/login?login_hint=${id}`);
    const back = await browser.get(dialog.headers.get('location') ?? '');

    const answer = await browser.get(back.headers.get('location') ?? '');

    expect(answer.status).toBe(409);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain(`A bot has the id ${id} already.`);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await server.query('SELECT id FROM bot')).toEqual([{ id }]);
    expect(await server.query('SELECT id FROM `user`')).toEqual([]);
    expect(await server.query('SELECT digest FROM sign_in')).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Student } from '@perto/testkit';
import { io } from 'socket.io-client';
import { rawRequest } from '../../testing/raw-request';
import { SIZES, TestServer } from '../../testing/running-server';

const SCRIPT = 'main-ABCD1234.js';
const INDEX = `<!doctype html><title>Perto</title><script src="${SCRIPT}" type="module"></script>`;

/** A page as the build leaves it: an index, files named by their content, and one that is not. */
function builtPage(): string {
  const directory = mkdtempSync(join(tmpdir(), 'perto-page-'));
  const page = join(directory, 'web');
  mkdirSync(join(page, 'media'), { recursive: true });
  writeFileSync(join(directory, 'secret.txt'), 'not for the browser');
  writeFileSync(join(page, 'index.html'), INDEX);
  writeFileSync(join(page, SCRIPT), `console.log(${JSON.stringify('x'.repeat(5000))})`);
  writeFileSync(join(page, 'media', 'pin-QWERTY12.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(page, 'favicon.ico'), 'icon');
  return page;
}

/** Nothing here touches the database or the broker: one size tells it all. */
describe('the page', () => {
  const [embedded] = SIZES;
  let page: string;
  let server: TestServer;
  let ana: Student;

  beforeAll(async () => {
    page = builtPage();
    server = await TestServer.start(embedded!, {
      pageDirectory: page,
      environment: { TILE_URL: 'https://{s}.tiles.example:8443/{z}/{x}/{y}.png' },
    });
    ana = await server.signIn('ana');
  });
  afterAll(async () => {
    await server.stop();
    rmSync(join(page, '..'), { recursive: true, force: true });
  });

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
    rawRequest(server.url, { method, path, headers });

  const directivesOf = ({ headers }: Answer): Map<string, string> =>
    new Map(
      (headers.get('content-security-policy') ?? '').split(';').map((directive) => {
        const [name = '', ...sources] = directive.trim().split(/\s+/);
        return [name, sources.join(' ')];
      }),
    );

  it('leads whoever opens the site without a sign-in to the sign-in', async () => {
    const answer = await get('/');

    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('leads a browser with a worthless cookie to the sign-in too', async () => {
    const answer = await get('/', { cookie: 'perto=forged' });

    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login']);
  });

  it('is at the root for whoever is signed in', async () => {
    const answer = await get('/', { cookie: ana.cookie });

    expect([answer.status, answer.text]).toEqual([200, INDEX]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(answer.headers.get('vary')).toContain('cookie');
  });

  it.each(['/admin', '/admin/', '/admin/buildings', '/admin/activity/admins?before=7'])(
    'is at %s too, so that it can be loaded again there',
    async (path) => {
      const answer = await get(path);

      expect([answer.status, answer.text]).toEqual([200, INDEX]);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it.each(['/administration', '/API/admin/nothing'])('is not at %s', async (path) => {
    expect((await get(path, { cookie: ana.cookie })).status).toBe(404);
  });

  it.each(['/index.html', '/signed-out', '/favicon.ico', `/${SCRIPT}`])(
    'gives %s to everybody, without redirecting',
    async (path) => {
      expect((await get(path)).status).toBe(200);
    },
  );

  it.each([
    [`/${SCRIPT}`, 'public, max-age=31536000, immutable'],
    ['/media/pin-QWERTY12.svg', 'public, max-age=31536000, immutable'],
    ['/index.html', 'no-cache'],
    ['/signed-out', 'no-cache'],
    ['/favicon.ico', 'no-cache'],
  ])('caches %s as %s', async (path, rule) => {
    expect((await get(path)).headers.get('cache-control')).toBe(rule);
  });

  it('has the root asked for again each time', async () => {
    expect((await get('/', { cookie: ana.cookie })).headers.get('cache-control')).toBe('no-cache');
  });

  it('answers that nothing changed to whoever has the page already', async () => {
    const first = await get('/index.html');

    const again = await get('/index.html', { 'if-none-match': first.headers.get('etag') ?? '' });

    expect([again.status, again.text]).toEqual([304, '']);
  });

  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['br, gzip', 'br'],
  ])('packs what it sends to a browser that takes %s', async (accepted, used) => {
    const answer = await get(`/${SCRIPT}`, { 'accept-encoding': accepted });

    expect(answer.headers.get('content-encoding')).toBe(used);
    expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(answer.text.length).toBeLessThan(500);
  });

  it('answers HEAD without a body', async () => {
    const answers = await Promise.all(
      ['/index.html', `/${SCRIPT}`, '/signed-out'].map((path) => get(path, {}, 'HEAD')),
    );

    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(3).fill([200, '']));
  });

  it('lets the page run no script but its own files, and load tiles from their host', async () => {
    const policy = directivesOf(await get('/index.html'));

    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('script-src-attr')).toBe("'none'");
    expect(policy.get('default-src')).toBe("'self'");
    expect(policy.get('object-src')).toBe("'none'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(policy.get('img-src')).toBe("'self' data: https://*.tiles.example:8443");
  });

  it('works over plain http: nothing asks the browser for https', async () => {
    const answer = await get('/index.html');

    expect(directivesOf(answer).has('upgrade-insecure-requests')).toBe(false);
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/media/..%2f..%2fsecret.txt',
    '/media/%2e%2e/%2e%2e/secret.txt',
    '/..%252fsecret.txt',
    '/%00',
    '/index.html%00.js',
    '//etc/passwd',
    '/web/../secret.txt',
    '/.env',
    '/media',
    '/media/',
  ])('has nothing at %s', async (path) => {
    const answer = await get(path, { cookie: ana.cookie });

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.text).not.toContain('not for the browser');
  });

  describe.each(['websocket', 'polling'])('over %s', (transport) => {
    /** `connected`, or why not. */
    function connect(origin: string | undefined): Promise<string> {
      const socket = io(server.url, {
        transports: [transport],
        forceNew: true,
        reconnection: false,
        extraHeaders: origin === undefined ? {} : { origin },
      });
      return new Promise<string>((resolve) => {
        socket.once('connect', () => resolve('connected'));
        socket.once('connect_error', () => resolve('refused'));
      }).finally(() => socket.disconnect());
    }

    it('takes connections of the page and of programs', async () => {
      const own = [undefined, server.url, server.url.toUpperCase()];

      const outcomes = await Promise.all(own.map((origin) => connect(origin)));

      expect(outcomes).toEqual(['connected', 'connected', 'connected']);
    });

    it('refuses connections of other sites', async () => {
      const foreign = [
        'https://evil.example',
        'null',
        'file://',
        `${server.url}.evil.example`,
        'http://127.0.0.1:1',
        '',
      ];

      const outcomes = await Promise.all(foreign.map((origin) => connect(origin)));

      expect(outcomes).toEqual(foreign.map(() => 'refused'));
    });
  });
});

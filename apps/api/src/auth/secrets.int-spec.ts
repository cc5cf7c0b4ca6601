import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PATHS, type SessionAnswer } from '@perto/contract';
import { allow, Browser, CLIENT, serverWithFenix, type FenixServer } from '../testing/real-fenix';
import { digestOf } from './sign-in';

describe('what a sign-in leaves behind', () => {
  let all: FenixServer;
  let written: string;
  let secrets: Record<string, string>;

  beforeAll(async () => {
    written = '';
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((chunk) => {
        written += String(chunk);
        return true;
      });
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
      jest.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
        written += parts.map(String).join(' ');
      });
    all = await serverWithFenix({}, { environment: { LOG_LEVEL: 'debug', LOG_FORMAT: 'text' } });
    secrets = await signInAndFail();
    jest.restoreAllMocks();
  });
  afterAll(() => all.stop());

  /** One sign-in that works and several that do not; answers everything that is nobody's business. */
  async function signInAndFail(): Promise<Record<string, string>> {
    const browser = new Browser(all.server.url);
    const back = new URL(await allow(all.fenix, await browser.begin(), 'ist190001'), all.server.url);
    await browser.get(`${back.pathname}${back.search}`);
    const { token } = (await browser.get(PATHS.session)).json as SessionAnswer;
    const other = new Browser(all.server.url);
    const failing = await allow(all.fenix, await other.begin(), 'ist190002');
    all.fenix.inject({ serverError: true });
    await other.get(failing);
    await other.get(failing);
    await other.get('/login?error=server_error&error_description=first%0A[Forged] line');
    await other.get(`${PATHS.session}?token=${token}`, { authorization: `Bearer ${token}x` });
    const person = all.asked.find(({ path }) => path.endsWith('/person'));
    return {
      token,
      'client secret': CLIENT.clientSecret,
      'encoded client secret': encodeURIComponent(CLIENT.clientSecret),
      code: back.searchParams.get('code') ?? '',
      state: back.searchParams.get('state') ?? '',
      'failing code': new URL(failing, all.server.url).searchParams.get('code') ?? '',
      'provider token': person?.headers['authorization']?.slice('Bearer '.length) ?? '',
      'session secret': readFileSync(join(all.server.place.directory, 'session-secret'), 'utf8'),
    };
  }

  it('is a line in the log for what failed, and no secret, token, code or state in it', () => {
    const leaked = Object.entries(secrets).filter(([, secret]) => written.includes(secret));

    expect(Object.values(secrets).every((secret) => secret.length >= 20)).toBe(true);
    expect(leaked).toEqual([]);
    expect(written).toContain('Sign-in failed');
  });

  it('is no line in the log that somebody else made up', () => {
    const lines = written.split('\n').filter((line) => line.startsWith('[Forged]'));

    expect(lines).toEqual([]);
    expect(written).toContain('first\\n[Forged] line');
  });

  it('is the digest of the token in the database, and neither it nor anything of the provider’s', () => {
    const { directory } = all.server.place;
    const files = readdirSync(directory).filter((name) => name.startsWith('perto.sqlite'));
    const stored = files.map((name) => readFileSync(join(directory, name), 'latin1')).join('');

    const found = Object.entries(secrets).filter(([, secret]) => stored.includes(secret));

    expect(stored).toContain(digestOf(secrets['token'] ?? ''));
    expect(found).toEqual([]);
  });

  it('is nothing of the person but id and name', async () => {
    const { directory } = all.server.place;
    const files = readdirSync(directory).filter((name) => name.startsWith('perto.sqlite'));
    const stored = files.map((name) => readFileSync(join(directory, name), 'latin1')).join('');

    expect(stored).toContain('Ana Ferreira');
    for (const dropped of ['@tecnico.example', '@mail.example', 'FEMALE', '21/11/2003', 'Alameda"'])
      expect(stored).not.toContain(dropped);
  });
});

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidConfiguration, readConfig, type Config } from './config';

const CREDENTIALS = { FENIX_CLIENT_ID: '5700', FENIX_CLIENT_SECRET: 'c2Vj+/==' };
const PRODUCTION = {
  NODE_ENV: 'production',
  ...CREDENTIALS,
  PUBLIC_URL: 'https://perto.example',
  SESSION_SECRET: 's'.repeat(32),
};

describe('the configuration', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'perto-config-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const read = (variables: NodeJS.ProcessEnv = {}): Config =>
    readConfig({ DATA_DIR: directory, ...variables });

  /** The faults that `variables` are refused for, one a line. */
  function faultsOf(variables: NodeJS.ProcessEnv): string[] {
    try {
      read(variables);
    } catch (error) {
      if (!(error instanceof InvalidConfiguration)) throw error;
      const [title, ...faults] = error.message.split('\n');
      expect(title).toBe('Invalid configuration');
      return faults.map((fault) => fault.replace(/^ {2}- /, ''));
    }
    return [];
  }

  it('needs nothing: made-up people, embedded database, this machine only', () => {
    const config = read();

    expect(config).toMatchObject({
      production: false,
      port: 3002,
      host: '127.0.0.1',
      publicUrl: undefined,
      trustProxy: false,
      databaseUrl: undefined,
      amqpUrl: undefined,
      fenix: undefined,
      signInSeconds: 43_200,
      timeZone: 'Europe/Lisbon',
      rateLimits: true,
      logLevel: 'info',
      retentionDays: 365,
      logFormat: 'auto',
      metricsToken: undefined,
    });
  });

  it.each([
    ['with the stand-in', {}, '127.0.0.1'],
    ['with the stand-in and HOST', { HOST: '0.0.0.0' }, '0.0.0.0'],
    ['with Fenix', CREDENTIALS, '0.0.0.0'],
    ['with Fenix and HOST', { ...CREDENTIALS, HOST: '127.0.0.1' }, '127.0.0.1'],
  ])('listens %s where that is safe, unless HOST says where', (_what, variables, host) => {
    expect(read(variables).host).toBe(host);
  });

  it('takes an empty variable for one that is not set', () => {
    const config = read({ PORT: '', HOST: ' ', PUBLIC_URL: '', FENIX_CLIENT_ID: '', ADMIN_IDS: '' });

    expect([config.port, config.host, config.publicUrl]).toEqual([3002, '127.0.0.1', undefined]);
    expect([config.fenix, config.adminIds.size]).toEqual([undefined, 0]);
  });

  it('has the real Fenix’s address unless another is given, without the slash at its end', () => {
    const own = read(CREDENTIALS);
    const other = read({ ...CREDENTIALS, FENIX_BASE_URL: 'http://127.0.0.1:9/fenix//' });

    expect(own.fenix).toMatchObject({
      baseUrl: 'https://fenix.tecnico.ulisboa.pt',
      clientSecret: 'c2Vj+/==',
    });
    expect(other.fenix?.baseUrl).toBe('http://127.0.0.1:9/fenix');
  });

  it.each([
    ['production without credentials', { ...PRODUCTION, FENIX_CLIENT_ID: '', FENIX_CLIENT_SECRET: '' }],
    ['only the id', { FENIX_CLIENT_ID: '5700' }],
    ['only the secret', { FENIX_CLIENT_SECRET: 'c2Vj' }],
    ['only the redirect address', { FENIX_REDIRECT_URI: 'https://perto.example/login' }],
    ['only the id in production', { ...PRODUCTION, FENIX_CLIENT_SECRET: '' }],
    ['the stand-in behind a proxy', { TRUST_PROXY: 'true' }],
    ['the stand-in behind one proxy', { TRUST_PROXY: '1' }],
    ['the stand-in behind a named proxy', { TRUST_PROXY: '10.0.0.1' }],
    ['the stand-in at https', { PUBLIC_URL: 'https://perto.example' }],
    ['the stand-in at HTTPS', { PUBLIC_URL: 'HTTPS://perto.example' }],
  ])('refuses %s: then anybody could be anybody', (_what, variables) => {
    expect(faultsOf(variables)).not.toEqual([]);
  });

  it.each([
    ['production with credentials', PRODUCTION],
    ['the stand-in at http', { PUBLIC_URL: 'http://192.168.1.2:3002' }],
    ['the stand-in with TRUST_PROXY off', { TRUST_PROXY: 'false' }],
    ['the stand-in with another environment', { NODE_ENV: 'development' }],
    [
      'Fenix behind a proxy at https',
      { ...CREDENTIALS, TRUST_PROXY: '1', PUBLIC_URL: 'https://perto.example' },
    ],
  ])('takes %s', (_what, variables) => {
    expect(faultsOf(variables)).toEqual([]);
  });

  it.each([
    ['PUBLIC_URL', undefined],
    ['SESSION_SECRET', undefined],
    ['SESSION_SECRET', 's'.repeat(31)],
  ])('refuses production when %s is %j', (name, value) => {
    expect(faultsOf({ ...PRODUCTION, [name]: value })).toEqual([expect.stringMatching(`^${name} `)]);
  });

  it.each(['PUBLIC_URL', 'SESSION_SECRET'] as const)('refuses production that does not name %s', (name) => {
    const variables: NodeJS.ProcessEnv = { ...PRODUCTION };
    delete variables[name]; // as in a real environment, where what is unset has no name

    expect(faultsOf(variables)).toEqual([expect.stringMatching(`^${name} `)]);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '3002.5'],
    ['PORT', '0x10'],
    ['PUBLIC_URL', 'perto.example'],
    ['PUBLIC_URL', 'ftp://perto.example'],
    ['TRUST_PROXY', 'yes'],
    ['DATABASE_URL', 'postgres://localhost/perto'],
    ['AMQP_URL', 'http://localhost'],
    ['FENIX_BASE_URL', 'fenix'],
    ['SESSION_SECRET', 'short'],
    ['SIGN_IN_HOURS', '0'],
    ['ADMIN_IDS', 'ist1, no id'],
    ['TIME_ZONE', 'Europe/Atlantis'],
    ['TILE_URL', 'tiles'],
    ['RATE_LIMITS', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_FORMAT', 'xml'],
    ['METRICS_TOKEN', 'short'],
    ['METRICS_TOKEN', 'long enough, but with spaces'],
  ])('refuses %s=%s by its name', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name} `)]);
  });

  it('lists all faults at once: of single variables and of several together', () => {
    const faults = faultsOf({
      NODE_ENV: 'production',
      PORT: 'x',
      TIME_ZONE: 'Nowhere',
      PUBLIC_URL: 'nonsense',
      FENIX_CLIENT_ID: '5700',
      SESSION_SECRET: 'short',
    });

    expect(faults.map((fault) => fault.split(' ', 1)[0]).sort()).toEqual(
      ['PORT', 'TIME_ZONE', 'PUBLIC_URL', 'FENIX_CLIENT_ID', 'SESSION_SECRET'].sort(),
    );
  });

  it('repeats no secret in what it complains about', () => {
    const faults = faultsOf({ FENIX_CLIENT_SECRET: 'c2Vjcmv0', SESSION_SECRET: 'tooshort' });

    expect(faults).toHaveLength(2);
    expect(faults.join()).not.toMatch(/c2Vjcmv0|tooshort/);
  });

  it('is frozen', () => {
    const config = read(CREDENTIALS);

    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
    expect(() => Object.assign(config.fenix ?? {}, { clientSecret: 'x' })).toThrow(TypeError);
  });

  it('makes a secret of its own, for its owner’s eyes only, and keeps it', () => {
    const first = read();
    const second = read();

    const file = join(directory, 'session-secret');
    expect(first.sessionSecret).toMatch(/^[\w-]{43}$/);
    expect(second.sessionSecret).toBe(first.sessionSecret);
    expect(readFileSync(file, 'utf8')).toBe(first.sessionSecret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['', 'cut-short'])('makes another when the file holds %j, which anybody could guess', (text) => {
    const file = join(directory, 'session-secret');
    writeFileSync(file, text, { mode: 0o644 });

    const config = read();

    expect(config.sessionSecret).toMatch(/^[\w-]{43}$/);
    expect(readFileSync(file, 'utf8')).toBe(config.sessionSecret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('makes no secret where one is given', () => {
    const config = read({ SESSION_SECRET: 's'.repeat(32) });

    expect(config.sessionSecret).toBe('s'.repeat(32));
    expect(() => statSync(join(directory, 'session-secret'))).toThrow();
  });

  it('makes the data directory, for its owner only', () => {
    const nested = join(directory, 'a', 'b');

    const config = read({ DATA_DIR: nested });

    expect(config.dataDirectory).toBe(nested);
    expect(statSync(nested).mode & 0o777).toBe(0o700);
  });

  it.each([
    [undefined, false],
    ['0', false],
    ['true', true],
    ['2', 2],
    ['10.0.0.1, 192.168.0.0/16', ['10.0.0.1', '192.168.0.0/16']],
  ])('reads TRUST_PROXY=%s', (text, expected) => {
    expect(read({ ...CREDENTIALS, TRUST_PROXY: text }).trustProxy).toEqual(expected);
  });
});

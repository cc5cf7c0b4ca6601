import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAMPUS, Student } from '@perto/testkit';

const START_MS = 20_000;

/** The built server with exactly these variables, and what becomes of it. */
class Process {
  output = '';
  readonly ended: Promise<{ code: number | null }>;

  private constructor(private readonly child: ReturnType<typeof spawn>) {
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.ended = once(child, 'exit').then(([code]) => ({ code: code as number | null }));
  }

  static run(environment: NodeJS.ProcessEnv): Process {
    return new Process(
      spawn(process.execPath, ['dist/apps/api/src/main.js'], {
        cwd: join(__dirname, '..'),
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env['PATH'], PORT: '0', ...environment },
      }),
    );
  }

  /** Waits for the greeting and answers the address in it. */
  async address(): Promise<string> {
    const end = Date.now() + START_MS;
    for (;;) {
      const [, url] = /Perto is at (\S+)/.exec(this.output) ?? [];
      if (url) return url;
      if (Date.now() > end || this.child.exitCode !== null)
        throw new Error(`It did not start:\n${this.output}`);
      await Promise.race([once(this.child.stdout ?? this.child, 'data'), this.ended]);
    }
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<{ code: number | null }> {
    this.child.kill(signal);
    return this.ended;
  }
}

describe('the built server as a process', () => {
  let directory: string;
  const running: Process[] = [];

  const run = (environment: NodeJS.ProcessEnv = {}) => {
    const started = Process.run({ DATA_DIR: directory, ...environment });
    running.push(started);
    return started;
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'perto-process-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((process) => process.stop('SIGKILL')));
    rmSync(directory, { recursive: true, force: true });
  });

  it('says where it is, how to sign in, and that its sign-in is not the real one', async () => {
    const server = run();

    const url = await server.address();
    await server.stop();

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(server.output).toContain(`${url}/login?login_hint=ana`);
    expect(server.output).toMatch(/not Fénix/);
  }, 30_000);

  it('refuses to share a database with another process, and says why', async () => {
    const first = run();
    await first.address();

    const second = run();
    const { code } = await second.ended;

    expect(code).toBe(1);
    expect(second.output).toContain('Another Perto process is using this database');
  }, 40_000);

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops on %s with people connected, and keeps what was stored',
    async (signal) => {
      const first = run();
      const ana = await Student.signIn(await first.address(), 'ana');
      await ana.stand(CAMPUS.torreNorte);
      const tab = await ana.open();
      await ana.look(321);
      const stoppedAt = Date.now();

      const { code } = await first.stop(signal);
      const took = Date.now() - stoppedAt;
      await tab.heard.atLeast('disconnect');
      const second = run();
      const returned = await Student.signIn(await second.address(), 'ana');
      await returned.open();

      expect([code, took < 10_000]).toEqual([0, true]);
      expect((await returned.get('/API/nearby')).json).toMatchObject({
        radious: 321,
        self: { building: { name: 'Torre Norte' } },
      });
    },
    40_000,
  );

  it('takes over at once from a process that was killed', async () => {
    const first = run();
    const url = await first.address();
    const ana = await Student.signIn(url, 'ana');
    await ana.stand(CAMPUS.torreNorte);
    await ana.open();

    await first.stop('SIGKILL');
    const second = run({ PORT: new URL(url).port });
    const rui = await Student.signIn(await second.address(), 'rui');
    await rui.stand(CAMPUS.torreNorte);
    await rui.open();

    expect((await ana.get('/API/session')).status).toBe(200); // the sign-in outlives the process
    expect(await rui.inBuilding()).toEqual([]); // the session does not
  }, 40_000);

  it('lists everything that is wrong with its configuration, and does not start', async () => {
    const server = run({ PORT: 'x', TIME_ZONE: 'Nowhere/None', ADMIN_IDS: 'ist1,<b>' });

    const { code } = await server.ended;

    expect(code).toBe(1);
    for (const name of ['PORT', 'TIME_ZONE', 'ADMIN_IDS']) expect(server.output).toContain(name);
  }, 30_000);
});

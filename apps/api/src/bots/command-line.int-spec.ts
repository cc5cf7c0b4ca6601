import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CAMPUS, eventually, type Student, type Tab } from '@perto/testkit';
import { ChildProgram, type ProgramOptions } from '../testing/child-program';
import { SIZES, TestServer } from '../testing/running-server';
import { BotRegistry } from './bot-registry';

const { torreNorte, civil } = CAMPUS;
const PROGRAM = join(__dirname, '../../../../dist/apps/bot/perto-bot.mjs');
const noTerminals = spawnSync('script', ['--version']).status !== 0;

// One size: what differs between them, the SDK is tried on.
describe('perto-bot', () => {
  let server: TestServer;
  let ana: Student;
  let tab: Tab;
  const running: ChildProgram[] = [];

  beforeAll(async () => {
    server = await TestServer.start(SIZES[0]!);
    [ana] = await server.gather(torreNorte, 'ana');
    tab = await ana.open({ push: true });
  });
  afterAll(async () => {
    tab.close();
    await server.stop();
  });
  afterEach(async () => {
    for (const program of running) program.signal('SIGKILL');
    await Promise.all(running.splice(0).map(({ ended }) => ended));
  });

  function start(args: string[], { environment, ...options }: ProgramOptions = {}): ChildProgram {
    const program = new ChildProgram(process.execPath, [PROGRAM, ...args], {
      environment: { PERTO_URL: server.url, ...environment },
      ...options,
    });
    running.push(program);
    return program;
  }
  const run = (args: string[], options: ProgramOptions = {}) =>
    start(args, { input: '', ...options }).result();

  /** In a pseudo-terminal: both outputs come as one, as a person sees them. */
  function onTerminal(args: string[], environment: NodeJS.ProcessEnv = {}): ChildProgram {
    const words = [process.execPath, PROGRAM, ...args].map((word) => `'${word}'`);
    const command = `exec ${words.join(' ')}`; // a shell between would answer Ctrl-C in its own way
    const program = new ChildProgram('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      environment: { PERTO_URL: server.url, TERM: 'xterm', ...environment },
    });
    running.push(program);
    return program;
  }
  async function registered(
    name: string,
  ): Promise<{ id: string; environment: { PERTO_BOT_PASSWORD: string } }> {
    const { id, secret } = await server.bot(name, torreNorte.id);
    return { id, environment: { PERTO_BOT_PASSWORD: secret } };
  }
  const authorize = (id: string, allowed: boolean) =>
    server.app.get(BotRegistry, { strict: false }).authorize(id, allowed);
  const lines = (text: string): unknown[] =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);

  describe('in a pipe', () => {
    it('goes the whole way: unknown, registered, authorised, heard', async () => {
      const id = server.id('canteen');
      expect(await run(['-b', id, '-s'])).toMatchObject({ code: 7, stdout: `${id} is not registered.\n` });

      const registration = await run(['-b', id, '-r', '--building', torreNorte.id]);
      const password = registration.stdout.trim();
      const environment = { PERTO_BOT_PASSWORD: password };
      expect(registration.code).toBe(0);
      expect(registration.stderr).toContain(`${id} is registered for Torre Norte`);
      expect(password).toMatch(/^\S{22,}$/);
      expect(await run(['-b', id, '-s'])).toMatchObject({ code: 3 });
      expect(await run(['-b', id, '-m', 'too early'], { environment })).toMatchObject({
        code: 3,
        stdout: '',
      });

      await authorize(id, true);

      expect((await run(['-b', id, '-s'])).stdout).toBe(`${id} is authorised, and not connected.\n`);
      const said = await run(['-b', id, '-m', 'Soup of the day'], { environment });
      expect(said).toMatchObject({ code: 0, stderr: '' });
      expect(said.stdout).toMatch(/^Message \d+: sent to 1 person\.\n$/);
      await eventually('she hears it', () => tab.pushedTexts.includes('Soup of the day'));
      expect(tab.pushedTexts).not.toContain('too early');
    });

    it('takes the building from standard input, by number or id', async () => {
      const byNumber = await run(['-b', server.id('second'), '-r', '--json'], { input: '2\n' });
      const byId = await run(['-b', server.id('third'), '-r', '--json'], { input: civil.id });
      const none = await run(['-b', server.id('fourth'), '-r']);
      const wrong = await run(['-b', server.id('fourth'), '-r', '--building', '99']);

      expect(lines(byNumber.stdout)).toMatchObject([
        { event: 'registered' },
        { event: 'password' },
        { event: 'next' },
      ]);
      expect(lines(byId.stdout)[0]).toMatchObject({ building: { id: civil.id, name: civil.name } });
      expect([none.code, wrong.code, none.stdout]).toEqual([2, 7, '']);
      for (const { stderr } of [none, wrong]) expect(stderr).toContain(torreNorte.id);
    });

    it('reads the message from standard input', async () => {
      const { id, environment } = await registered('reader');

      const said = await run(['-b', id, '-m', '-', '--json'], { environment, input: 'from a pipe\n' });

      expect(lines(said.stdout)).toMatchObject([{ event: 'sent', reached: 1 }]);
      await eventually('she hears it', () => tab.pushedTexts.includes('from a pipe'));
    });

    it('repeats, prints what comes back, and closes in order at Ctrl-C', async () => {
      const { id, environment } = await registered('repeater');
      const program = start(['-b', id, '-m', 'again', '-i', '1', '--json'], { environment });
      await program.until(/"sent"[^]*"sent"/);
      await ana.send([id], 'I heard \u001b[2J you\u009b');
      await program.until(/"message"/);
      expect(await run(['-b', id, '-s'])).toMatchObject({ code: 0, stdout: `${id} is connected.\n` });
      expect(await run(['-b', id, '-l'], { environment })).toMatchObject({ code: 6 });
      expect(await run(['-b', id, '-m', 'meanwhile'], { environment })).toMatchObject({ code: 0 });

      program.signal('SIGINT');
      const { code, stdout, stderr } = await program.result();

      const happened = lines(stdout) as { event: string; text?: string }[];
      const events = new Set(happened.map(({ event }) => event));
      expect([code, stderr]).toEqual([0, '']);
      expect([...events].sort()).toEqual(['closed', 'connected', 'message', 'report', 'sent']);
      expect(happened.find(({ event }) => event === 'message')?.text).toBe('I heard \u001b[2J you\u009b');
      expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
      expect(await run(['-b', id, '-s'])).toMatchObject({
        stdout: expect.stringContaining('not connected') as string,
      });
    });

    it('ends with 2 when the message is refused, and does not try that again', async () => {
      const { id, environment } = await registered('verbose');
      const text = 'x'.repeat(2001);

      expect(await run(['-b', id, '-m', text], { environment })).toMatchObject({ code: 2, stdout: '' });
      expect(await run(['-b', id, '-m', text, '-i', '1'], { environment })).toMatchObject({
        code: 2,
        stdout: '',
      });
    });

    it('ends with 3 when an admin stops it while it runs', async () => {
      const { id, environment } = await registered('stopped');
      const program = start(['-b', id, '-l'], { environment });
      await program.until(/is connected to Torre Norte/);

      await authorize(id, false);

      expect(await program.result()).toMatchObject({ code: 3, stdout: '' });
    });

    it('rotates the password', async () => {
      const { id, environment } = await registered('rotating');

      const rotated = await run(['-b', id, '--rotate'], { environment });
      const renewed = { PERTO_BOT_PASSWORD: rotated.stdout.trim() };

      expect(rotated.code).toBe(0);
      expect(await run(['-b', id, '-m', 'x'], { environment })).toMatchObject({ code: 4 });
      expect(await run(['-b', id, '--rotate'], { environment })).toMatchObject({ code: 4 });
      expect(await run(['-b', id, '-m', 'x'], { environment: renewed })).toMatchObject({ code: 0 });
    });

    it.each([
      ['no bot', ['-s'], 2],
      ['nothing to do', ['-b', 'x'], 2],
      ['two things to do', ['-b', 'x', '-s', '-r'], 2],
      ['an unknown option', ['-b', 'x', '-s', '--password', 'y'], 2],
      ['a bad name', ['-b', 'a b', '-r', '--building', '1'], 2],
      ['a bad interval', ['-b', 'x', '-m', 'y', '-i', '0'], 2],
      ['a bad address', ['-b', 'x', '-s', '--url', 'nowhere'], 2],
      ['no server', ['-b', 'x', '-s', '--url', 'http://127.0.0.1:1'], 5],
    ])('ends on %s as the help says', async (_, args, code) => {
      const result = await run(args);

      expect(result).toMatchObject({ code, stdout: '' });
      expect(result.stderr).toMatch(/^perto-bot: /);
    });

    it('refuses a taken name, and to guess a password', async () => {
      const { id } = await registered('taken');

      expect(await run(['-b', id, '-r', '--building', '1'])).toMatchObject({ code: 8 });
      expect(await run(['-b', id, '-m', 'x'])).toMatchObject({ code: 2 });
      const environment = { PERTO_BOT_PASSWORD: 'guessed' };
      expect(await run(['-b', id, '-m', 'x', '--json'], { environment })).toMatchObject({
        code: 4,
        stderr: '',
      });
    });

    it('explains itself', async () => {
      const help = await run(['--help']);

      expect(help.code).toBe(0);
      for (const option of ['-b', '-s', '-r', '-m', '-i', '-l', '--rotate', '--json', 'PERTO_BOT_PASSWORD'])
        expect(help.stdout).toContain(option);
      expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    });
  });

  (noTerminals ? describe.skip : describe)('on a terminal', () => {
    it('shows the buildings, asks which, and is in colour', async () => {
      const program = onTerminal(['-b', server.id('asked'), '-r']);
      await program.until(/Building \(1 to 4\): /);

      program.type('1\n');
      const { code, stdout } = await program.result();

      expect(code).toBe(0);
      expect(stdout).toContain(torreNorte.name);
      expect(stdout).toContain('\u001b[32m');
    });

    it('asks for the password without showing it, and obeys NO_COLOR', async () => {
      const { id, environment } = await registered('typist');
      const secret = environment.PERTO_BOT_PASSWORD;
      const program = onTerminal(['-b', id, '-m', 'typed'], { NO_COLOR: '1' });
      await program.until(/Password of/);

      program.type(`${secret.slice(0, 5)}#\u007f${secret.slice(5)}\n`);
      const { code, stdout } = await program.result();

      expect([code, stdout.includes(secret.slice(0, 5))]).toEqual([0, false]);
      expect(stdout).toMatch(/sent to 1 person/);
      expect(stdout).not.toContain('\u001b[');
    });

    it('ends at Ctrl-C: in order while it runs, at once at a question', async () => {
      const { id, environment } = await registered('interrupted');
      const asking = onTerminal(['-b', id, '-m', 'x']);
      await asking.until(/Password of/);
      asking.type('\u0003');
      expect((await asking.result()).code).toBe(130);

      const listening = onTerminal(['-b', id, '-l'], environment);
      await listening.until(/is connected to/);
      listening.type('\u0003');

      expect(await listening.result()).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('Closed.') as string,
      });
    });
  });
});

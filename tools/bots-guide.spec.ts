import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@perto/testkit';

const root = join(__dirname, '..');
const guide = readFileSync(join(root, 'docs', 'bots.md'), 'utf8');

/** One step: what somebody types, saves, or sees. `stays`: in a terminal of its own, where it goes on. */
type Step =
  | { kind: 'type' | 'stays' | 'see'; text: string; line: number }
  | { kind: 'save'; file: string; text: string; line: number };

/** The code blocks of the guide, in order; blocks in other languages are only to be read. */
function stepsOf(text: string): Step[] {
  return [...text.matchAll(/^```(\w+) ?(\S*)\n([^]*?)^```$/gm)].flatMap(
    ({ 1: language, 2: word, 3: block = '', index }) => {
      const step = { text: block, line: text.slice(0, index).split('\n').length };
      if (language === 'sh')
        return { kind: word === 'stays' ? ('stays' as const) : ('type' as const), ...step };
      if (language === 'text') return { kind: 'see' as const, ...step };
      return language === 'js' && word ? { kind: 'save' as const, file: word, ...step } : [];
    },
  );
}

/** What the guide says is printed: `…` stands for what differs each time, and other lines may come between. */
const printed = (text: string): RegExp =>
  new RegExp(
    text
      .trim()
      .split('\n')
      .map((line) => line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '.+'))
      .join('[^]*'),
  );

/** A terminal with a shell in it. */
class Terminal {
  /** What was printed since the last command. */
  output = '';
  private readonly shell: ChildProcess;
  private prompts = 0;

  constructor(directory: string, environment: NodeJS.ProcessEnv) {
    // A group of its own, so that it can be ended with everything in it.
    const options = { cwd: directory, env: environment, detached: true };
    this.shell = spawn('bash', ['--noprofile', '--norc'], options);
    for (const stream of [this.shell.stdout, this.shell.stderr])
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  /** Types commands; they may go on. */
  type(commands: string): void {
    this.output = '';
    this.shell.stdin?.write(commands);
  }

  /** Types commands, and waits until the shell is ready for others. */
  async run(commands: string): Promise<void> {
    const prompt = `ready for command ${++this.prompts}`;
    this.type(`${commands}\necho "${prompt}"\n`);
    await this.see(new RegExp(prompt));
  }

  async see(pattern: RegExp): Promise<void> {
    try {
      await eventually(`${pattern} is printed`, () => pattern.test(this.output), 60_000);
    } catch (error) {
      throw new Error(`${String(error)}\nPrinted was:\n${this.output}`, { cause: error });
    }
  }

  async close(): Promise<void> {
    if (this.shell.pid === undefined || this.shell.exitCode !== null) return;
    const ended = once(this.shell, 'close');
    process.kill(-this.shell.pid, 'SIGTERM');
    await ended;
  }
}

describe('the guide for bot authors', () => {
  let home: string;
  let url: string;
  const terminals: Terminal[] = [];

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'perto-guide-'));
    url = `127.0.0.1:${await freePort()}`;
  });
  afterAll(async () => {
    await Promise.all(terminals.map((terminal) => terminal.close()));
    rmSync(home, { recursive: true, force: true });
  }, 30_000);

  function open(): Terminal {
    mkdirSync(join(home, 'data'), { recursive: true });
    const terminal = new Terminal(root, {
      ...{ PATH: process.env['PATH'], HOME: home, DATA_DIR: join(home, 'data'), NO_COLOR: '1' },
      ...{ PORT: url.split(':')[1], PERTO_URL: `http://${url}` },
    });
    terminals.push(terminal);
    return terminal;
  }

  it('does what it says, step by step, in a fresh folder', async () => {
    const steps = stepsOf(guide.replaceAll('127.0.0.1:3002', url));
    const author = open();
    let current = author;

    for (const step of steps) {
      try {
        if (step.kind === 'stays') (current = open()).type(step.text);
        else if (step.kind === 'type') await (current = author).run(step.text);
        else if (step.kind === 'save') writeFileSync(join(home, 'canteen', step.file), step.text);
        else await current.see(printed(step.text));
      } catch (error) {
        throw new Error(`docs/bots.md, the block in line ${step.line}: ${String(error)}`, { cause: error });
      }
    }

    expect(statSync(join(home, 'canteen', 'canteen.env')).mode & 0o077).toBe(0);
    const count = (kind: Step['kind']) => steps.filter((step) => step.kind === kind).length;
    expect([count('type'), count('see'), count('save'), count('stays')]).toEqual([15, 12, 3, 2]);
  }, 240_000);

  it('names codes of the SDK with their finality, as they are', async () => {
    const { PertoBotError } = await import('@perto/bot-sdk');
    const rows = [...guide.matchAll(/^\| `([^|]+)` +\| (yes|no) +\|/gm)];
    const claimed = rows.flatMap(([, codes = '', final]) => codes.split('`, `').map((code) => [code, final]));

    expect(claimed.length).toBeGreaterThan(12);
    for (const [code = '', final] of claimed)
      expect([code, new PertoBotError(code, '').final]).toEqual([code, final === 'yes']);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');
const built = join(root, 'dist', 'libs', 'bot-sdk');

/** A consumer's program that uses the parts whose types matter. */
const consumer = `
import { connect, PertoBotError, registerBot, type Bot, type DeliveryReport, type Message } from '@perto/bot-sdk';

export async function run(): Promise<void> {
  const secret: string = await registerBot({ url: 'http://127.0.0.1:1', id: 'canteen', building: 'b1' });
  const bot: Bot = await connect({ url: 'http://127.0.0.1:1', id: 'canteen', secret });
  bot.onMessage(async (message: Message) => {
    const { reached }: { reached: number } = await bot.reply(message, message.text);
    console.log(reached, message.from.name?.length, message.sentAt.getTime());
  });
  bot.onReport((report: DeliveryReport) => console.log(report.seen));
  bot.every('15m', () => 'Soup').cancel();
  // @ts-expect-error a text is no number
  await bot.send(7);
  try {
    await bot.stopped;
  } catch (error) {
    if (error instanceof PertoBotError && error.code === 'bot_not_authorized') console.log(error.final);
  }
}
`;

describe('the package as it is published', () => {
  let folder: string;
  let packed: string[];

  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_PATH: '' } });
  const node = (file: string, text: string): string => {
    writeFileSync(join(folder, file), text);
    return run(process.execPath, file);
  };
  /** What TypeScript says against the consumers. */
  const mistakes = (how: object): string => {
    const compilerOptions = {
      ...how,
      strict: true,
      noEmit: true,
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
      skipDefaultLibCheck: true,
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['consumer.*'] }),
    );
    return spawnSync(join(root, 'node_modules', '.bin', 'tsc'), { cwd: folder, encoding: 'utf8' }).stdout;
  };
  /** A bundle of a program for browsers, without white space. */
  const bundle = (text: string): string => {
    writeFileSync(join(folder, 'entry.js'), text);
    const options = ['--bundle', '--minify', '--format=esm', '--platform=browser'];
    return run(join(root, 'node_modules', '.bin', 'esbuild'), 'entry.js', ...options);
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'perto-package-'));
    const answer = run('npm', 'pack', built, '--json', '--offline', '--pack-destination', folder);
    const [{ filename, files }] = JSON.parse(answer) as [{ filename: string; files: { path: string }[] }];
    packed = files.map(({ path }) => path);
    const target = join(folder, 'node_modules', '@perto', 'bot-sdk');
    mkdirSync(target, { recursive: true });
    run('tar', '--extract', '--gzip', `--file=${filename}`, `--directory=${target}`, '--strip-components=1');
    const client = 'socket.io-client';
    symlinkSync(join(root, 'node_modules', client), join(folder, 'node_modules', client));
  }, 30_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const print = "console.log(Object.keys(sdk).sort().join(' '))";
  const names = 'Bot PertoBotError checkBot connect listBuildings registerBot rotateSecret\n';

  it('is imported as an ES module', () => {
    expect(node('a.mjs', `import * as sdk from '@perto/bot-sdk';${print}`)).toBe(names);
  });

  it('is required as CommonJS', () => {
    expect(node('a.cjs', `const sdk = require('@perto/bot-sdk');${print}`)).toBe(names);
  });

  it('has types for both kinds of modules, without types of anybody else', () => {
    for (const file of ['consumer.mts', 'consumer.cts']) writeFileSync(join(folder, file), consumer);

    expect(mistakes({ module: 'node16' })).toBe('');
    expect(mistakes({ module: 'esnext', moduleResolution: 'bundler' })).toBe('');
  }, 30_000);

  it('leaves out of a bundle what is not used', () => {
    const checking = bundle("import { checkBot } from '@perto/bot-sdk'; console.log(checkBot);");
    const connecting = bundle("import { connect } from '@perto/bot-sdk'; console.log(connect);");

    expect(connecting).toContain('new_bot');
    expect(checking).not.toMatch(/new_bot|engine|reconnection/);
    expect(checking.length).toBeLessThan(connecting.length / 5);
  });

  it('depends on socket.io-client alone, in the version of the workspace', () => {
    const read = (...path: string[]) =>
      JSON.parse(readFileSync(join(...path, 'package.json'), 'utf8')) as Manifest;
    const { dependencies, engines } = read(built);
    const workspace = read(root);

    expect(dependencies).toEqual({ 'socket.io-client': workspace.devDependencies['socket.io-client'] });
    expect(engines).toEqual(workspace.engines);
    const code = packed
      .filter((path) => /\.c?js$/.test(path))
      .map((path) => readFileSync(join(built, path), 'utf8'));
    const imported = code.flatMap((text) => [...text.matchAll(/(?:from|require\()\s*"([^."][^"]*)"/g)]);
    expect(new Set(imported.map(([, name]) => name))).toEqual(new Set(['socket.io-client']));
  });

  it('brings its manual, its licence and its examples, and no test', () => {
    const examples = readdirSync(join(root, 'libs', 'bot-sdk', 'examples')).map((name) => `examples/${name}`);

    expect(packed).toEqual(
      expect.arrayContaining(['README.md', 'LICENSE', 'types/index.d.cts', ...examples]),
    );
    expect(packed.filter((path) => /spec|fake|\.ts$/.test(path) && !path.endsWith('.d.ts'))).toEqual([]);
  });
});

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  engines: object;
}

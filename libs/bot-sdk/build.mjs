/**
 * Builds the package into dist/libs/bot-sdk: ES modules with what they share in chunks, so that a bundler leaves
 * out what is not used; one CommonJS file; types for both. What comes from the contract is part of it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
/** How one declaration names another. */
const relative = /from '\.\/([^']+)'/g;
const target = join(root, 'dist', 'libs', 'bot-sdk');

rmSync(target, { recursive: true, force: true });
mkdirSync(join(target, 'types'), { recursive: true });
await buildCode();
buildTypes();
for (const file of ['package.json', 'README.md', 'examples'])
  cpSync(join(here, file), join(target, file), { recursive: true });
cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'));

async function buildCode() {
  const common = {
    absWorkingDir: root,
    bundle: true,
    target: 'es2022',
    platform: 'neutral',
    external: ['socket.io-client'],
    logLevel: 'warning',
  };
  const entries = ['index', 'connect', 'bot', 'registration'].map((name) => join(here, 'src', `${name}.ts`));
  await build({ ...common, entryPoints: entries, outdir: target, format: 'esm', splitting: true });
  await build({ ...common, entryPoints: [entries[0]], outfile: join(target, 'index.cjs'), format: 'cjs' });
}

/** TypeScript writes './bot'; Node's resolution wants the ending, another one for each kind of module. */
function buildTypes() {
  const emitted = mkdtempSync(join(tmpdir(), 'perto-types-'));
  const options = ['--declaration', '--emitDeclarationOnly', '--sourceMap', 'false', '--outDir', emitted];
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(here, 'tsconfig.build.json');
  const { status } = spawnSync(process.execPath, [tsc, '-p', project, ...options], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);

  // Only what the index leads to; the rest is about the inside, and names the contract.
  const taken = new Set(['index']);
  for (const name of taken) {
    const text = readFileSync(join(emitted, 'bot-sdk', 'src', `${name}.d.ts`), 'utf8');
    for (const [, other] of text.matchAll(relative)) taken.add(other);
    if (text.includes('@perto/')) throw new Error(`${name}.ts declares what nobody but the workspace has`);
    const ending = (of) => text.replace(relative, `from './$1.${of}'`);
    writeFileSync(join(target, 'types', `${name}.d.ts`), ending('js'));
    writeFileSync(join(target, 'types', `${name}.d.cts`), ending('cjs'));
  }
  rmSync(emitted, { recursive: true });
}

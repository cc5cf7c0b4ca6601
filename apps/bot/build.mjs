/** Builds the command line into dist/apps/bot: one file with the SDK in it, as that is published. */
import { chmodSync, cpSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const target = join(root, 'dist', 'apps', 'bot');
const program = join(target, 'perto-bot.mjs');
const manifest = join(here, 'package.json');

rmSync(target, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: [join(here, 'src', 'main.ts')],
  outfile: program,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  banner: { js: '#!/usr/bin/env node' },
  alias: { '@perto/bot-sdk': join(root, 'dist', 'libs', 'bot-sdk', 'index.js') },
  external: ['socket.io-client'],
  define: { VERSION: JSON.stringify(JSON.parse(readFileSync(manifest, 'utf8')).version) },
  logLevel: 'warning',
});
chmodSync(program, 0o755);
cpSync(manifest, join(target, 'package.json'));

#!/usr/bin/env node
/** `nx serve api`: compiles every change with swc (types are left to `nx typecheck`) and restarts the server. */
import { onEnd, undoAll, undoAllOnSignals, isEnding } from './lib/cleanup.mjs';
import { exitOf, launch, stopGroup } from './lib/processes.mjs';
import { fromRoot, program } from './lib/workspace.mjs';

const sources = ['apps/api/src', 'libs/contract/src', 'libs/geo/src', 'db/src'];

undoAllOnSignals();
const compiler = start([
  program('@swc/cli', 'swc'),
  ...sources,
  ...['--out-dir', 'dist', '--config-file', '.swcrc', '--copy-files', '--watch'],
]);
compiler.stdout.pipe(process.stdout);

// The server starts once, when everything has been compiled; from then on Node itself restarts it.
await Promise.race([firstCompilation(), exitOf(compiler).then((code) => process.exit(code || 1))]);
const server = start(['--watch', '--enable-source-maps', fromRoot('dist', 'apps', 'api', 'src', 'main.js')]);
server.stdout.pipe(process.stdout);

const code = await Promise.race([exitOf(compiler), exitOf(server)]);
if (!isEnding()) {
  await undoAll();
  process.exitCode = code;
}

function start(args) {
  const child = launch(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onEnd(() => stopGroup(child));
  return child;
}

function firstCompilation() {
  return new Promise((resolve) => {
    compiler.stdout.on('data', (chunk) => {
      if (/Successfully compiled/.test(chunk)) resolve();
    });
  });
}

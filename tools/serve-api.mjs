#!/usr/bin/env node
/** `nx serve api`: compiles every change with swc (types are left to `nx typecheck`) and restarts the server. */
import { onEnd, undoAll, undoAllOnSignals, isEnding } from './lib/cleanup.mjs';
import { exitOf, launch, stopGroup } from './lib/processes.mjs';
import { fromRoot, program } from './lib/workspace.mjs';

const sources = ['apps/api/src', 'libs/contract/src', 'libs/geo/src', 'db/src'];

undoAllOnSignals();
const compiler = start(
  [
    program('@swc/cli', 'swc'),
    ...sources,
    ...['--out-dir', 'dist', '--config-file', '.swcrc', '--copy-files', '--watch'],
  ],
  ['ignore', 'inherit', 'pipe'],
);
compiler.stderr.pipe(process.stderr);

// The server starts once, when everything has been compiled; from then on Node itself restarts it.
const server = firstCompilation().then(() =>
  start(['--watch', '--enable-source-maps', fromRoot('dist', 'apps', 'api', 'src', 'main.js')]),
);

const code = await Promise.race([exitOf(compiler), server.then(exitOf)]);
if (!isEnding()) {
  await undoAll();
  process.exit(code);
}

function start(args, stdio = ['ignore', 'inherit', 'inherit']) {
  const child = launch(process.execPath, args, { stdio });
  onEnd(() => stopGroup(child));
  return child;
}

/** swc says on standard error when it has compiled all files. */
function firstCompilation() {
  return new Promise((resolve) => {
    compiler.stderr.on('data', (chunk) => {
      if (/Successfully compiled/.test(chunk)) resolve();
    });
  });
}

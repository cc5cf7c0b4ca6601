#!/usr/bin/env node
/**
 * `npm start`: installs and builds what has changed, then runs the server until Ctrl-C or SIGTERM.
 * The server gets the environment as it is; it prints its own address and how to sign in.
 */
import { isEnding, onEnd, undoAll, undoAllOnSignals } from './lib/cleanup.mjs';
import { runInForeground } from './lib/foreground.mjs';
import { installDependencies } from './lib/install.mjs';
import { requireSupportedNode } from './lib/node-version.mjs';
import { runQuietly, stopGroup } from './lib/processes.mjs';
import { buildEnvironment, fromRoot, program } from './lib/workspace.mjs';

requireSupportedNode();
const listenNoMore = undoAllOnSignals();
try {
  await installDependencies({ onStart: stopAtEnd });
  console.log('Building server, page and command line (nothing to do when nothing changed) …');
  const build = [
    program('nx'),
    'run-many',
    '--targets=build',
    '--projects=api,web,bot',
    '--outputStyle=static',
  ];
  await runQuietly(process.execPath, build, {
    name: 'The build',
    env: buildEnvironment(),
    onStart: stopAtEnd,
  });
} catch (error) {
  if (isEnding()) await new Promise(() => {}); // interrupted: the clean-up ends the program
  console.error(error.message);
  await undoAll();
  process.exit(1);
}
listenNoMore();
process.exitCode = await runInForeground(process.execPath, [
  fromRoot('dist', 'apps', 'api', 'src', 'main.js'),
]);

function stopAtEnd(child) {
  onEnd(() => stopGroup(child));
}

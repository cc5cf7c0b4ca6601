#!/usr/bin/env node
/** `npm run bot -- OPTIONS`: the command line for bot authors, built first where it is not there yet. */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runQuietly } from './lib/processes.mjs';
import { buildEnvironment, fromRoot, program } from './lib/workspace.mjs';

const file = fromRoot('dist', 'apps', 'bot', 'perto-bot.mjs');
if (!existsSync(file)) {
  console.error('Building the command line …');
  const build = [program('nx'), 'run-many', '--targets=build', '--projects=bot', '--outputStyle=static'];
  await runQuietly(process.execPath, build, { name: 'The build', env: buildEnvironment() });
}
await import(pathToFileURL(file).href);

#!/usr/bin/env node
/**
 * The long run of the fault suite, which is too long for `npm test`:
 *
 *   node tools/faults.mjs [--seed N] [--trials NAME,…] [--kills 100] [--clients 200] [--minutes 180] [--log FILE]
 *
 * Kills, freezes, fills and cuts off what a server stands on while people write to each other, and compares what
 * it acknowledged with what they saw. Prints a table; ends with 1 when something was lost, doubled, a ghost, or
 * answered too late. Server and suite are compiled into a folder of their own, so that other work may go on.
 * The names of the trials are in e2e/faults/trials/index.ts.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { isEnding, onEnd, undoAll, undoAllOnSignals } from './lib/cleanup.mjs';
import { installDependencies } from './lib/install.mjs';
import { requireSupportedNode } from './lib/node-version.mjs';
import { exitOf, launch, runQuietly, stopGroup } from './lib/processes.mjs';
import { provideServicePrograms } from './lib/services.mjs';
import { timed } from './lib/steps.mjs';
import { fromRoot, program } from './lib/workspace.mjs';

const sources = [
  'apps/api/src',
  'db/src',
  'e2e/faults',
  'libs/contract/src',
  'libs/geo/src',
  'libs/testkit/src',
];

requireSupportedNode();
undoAllOnSignals();
const folder = fromRoot('tmp', `faults-${process.pid}`);
onEnd(() => rmSync(folder, { recursive: true, force: true }));
try {
  await installDependencies();
  await provideServicePrograms();
  await timed('Compiling', () => compile(folder));
  const child = launch(process.execPath, [`${folder}/e2e/faults/long-run.js`, ...process.argv.slice(2)]);
  onEnd(() => stopGroup(child));
  process.exitCode = await exitOf(child);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
if (!isEnding()) await undoAll();

async function compile(target) {
  mkdirSync(`${target}/apps/web`, { recursive: true }); // the page is not asked for, only its folder
  const options = ['--out-dir', target, '--config-file', '.swcrc', '--copy-files', '--quiet'];
  await runQuietly(process.execPath, [program('@swc/cli', 'swc'), ...sources, ...options]);
}

#!/usr/bin/env node
/** `npm test`: every check and test of the workspace; see --help. The last line is what a gate reads. */
import { parseArgs } from 'node:util';
import { isEnding, onEnd, undoAll, undoAllOnSignals } from './lib/cleanup.mjs';
import { installDependencies } from './lib/install.mjs';
import { runJest } from './lib/jest-run.mjs';
import { requireSupportedNode } from './lib/node-version.mjs';
import { quickTemporaryFolder } from './lib/private-folder.mjs';
import { stopGroup } from './lib/processes.mjs';
import { environmentWithoutServices, provideServicePrograms, startServices } from './lib/services.mjs';
import { announce, runNode, timed } from './lib/steps.mjs';
import { buildEnvironment, plainOutput, program } from './lib/workspace.mjs';

const help = `npm test [-- OPTIONS]

Checks formatting, lint, types and builds, then runs all tests: unit, integration (on a private MariaDB
and RabbitMQ, started and stopped here) and browser tests.

  --embedded     only what needs no MariaDB, RabbitMQ or Chromium
  --no-install   do not install npm packages
  --help         this text`;

const options = readOptions();
requireSupportedNode();
undoAllOnSignals();
// Tests write much and keep nothing.
process.env.TMPDIR ??= quickTemporaryFolder();
try {
  process.exitCode = await main();
} catch (error) {
  if (isEnding()) await new Promise(() => {}); // interrupted: the clean-up ends the program
  console.error(error.message);
  process.exitCode = report({ passed: 0, failed: 1, skipped: 0 }, []);
}

async function main() {
  if (!options['no-install']) await timed('Dependencies', () => installDependencies({ onStart: stopAtEnd }));
  // The broker takes seconds to start; the checks run meanwhile.
  const services = options.embedded ? Promise.resolve(undefined) : bringUpServices();
  services.catch(() => {}); // reported where it is awaited
  const failedChecks = await runChecks();
  const environment = { ...environmentWithoutServices(), ...plainOutput, ...(await services)?.environment };
  const counts = await timed('Tests', () =>
    runJest({ env: environment, exclude: options.embedded ? ['e2e'] : [] }),
  );
  await undoAll();
  return report(counts, failedChecks);
}

async function bringUpServices() {
  await provideServicePrograms();
  return timed('Starting MariaDB and RabbitMQ', startServices);
}

/** Runs all checks, also after one has failed; answers the names of the failed ones. */
async function runChecks() {
  const env = buildEnvironment();
  const checks = [
    ['format', [program('prettier'), '--check', '--log-level=warn', '.']],
    ['lint, types and builds', [program('nx'), 'run-many', '--targets=lint,typecheck,build', '--parallel=2']],
  ];
  const failed = [];
  for (const [name, command] of checks) {
    const code = await timed(name, () => runNode(command, { env }));
    if (code !== 0) failed.push(name);
  }
  return failed;
}

/** Prints the summary and answers the exit code. */
function report(counts, failedChecks) {
  for (const name of failedChecks) announce(`FAILED: ${name}`);
  const failed = counts.failed + failedChecks.length;
  if (counts.passed + counts.failed === 0) announce('FAILED: no test ran');
  console.log(`${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`);
  return failed === 0 && counts.passed > 0 ? 0 : 1;
}

function stopAtEnd(child) {
  onEnd(() => stopGroup(child));
}

function readOptions() {
  const flag = { type: 'boolean', default: false };
  try {
    const { values } = parseArgs({ options: { embedded: flag, 'no-install': flag, help: flag } });
    if (!values.help) return values;
    console.log(help);
    process.exit(0);
  } catch (error) {
    console.error(`${error.message}\n\n${help}`);
    process.exit(2);
  }
}

#!/usr/bin/env node
/**
 * Runs a command with a private MariaDB and RabbitMQ, for one spec or a benchmark:
 *
 *   node tools/with-services.mjs -- npx jest messaging --selectProjects api-int
 *
 * The command finds them in TEST_DATABASE_URL and TEST_AMQP_URL, and the browser in TEST_CHROMIUM.
 */
import { undoAll, undoAllOnSignals, onEnd, isEnding } from './lib/cleanup.mjs';
import { installDependencies } from './lib/install.mjs';
import { requireSupportedNode } from './lib/node-version.mjs';
import { exitOf, launch, stopGroup } from './lib/processes.mjs';
import { provideServicePrograms, startServices } from './lib/services.mjs';
import { timed } from './lib/steps.mjs';

requireSupportedNode();
const [command, ...args] = process.argv.slice(2).filter((word, index) => !(index === 0 && word === '--'));
if (!command) {
  console.error('Usage: node tools/with-services.mjs -- COMMAND [ARGUMENTS]');
  process.exit(2);
}

undoAllOnSignals();
try {
  await installDependencies();
  await provideServicePrograms();
  const { environment } = await timed('Starting MariaDB and RabbitMQ', startServices);
  const child = launch(command, args, { cwd: process.cwd(), env: { ...process.env, ...environment } });
  onEnd(() => stopGroup(child));
  process.exitCode = await exitOf(child);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
if (!isEnding()) await undoAll();

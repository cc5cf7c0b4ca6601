import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The folder that holds package.json. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** An absolute path below the workspace root. */
export const fromRoot = (...parts) => join(root, ...parts);

/**
 * The file of an installed package's command-line program.
 * Started with node directly: npx costs half a second each time.
 */
export function program(packageName, name = packageName) {
  const folder = fromRoot('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/** Nx and jest colour their output even when it goes to a file. */
export const plainOutput = process.stdout.isTTY ? {} : { FORCE_COLOR: '0' };

/**
 * The environment for build tools: nothing leaves the machine, nothing asks questions, and no daemon stays.
 * NODE_ENV belongs to the server; a build must not depend on it.
 */
export function buildEnvironment() {
  const { NODE_ENV: _serverOnly, ...environment } = process.env;
  return {
    ...environment,
    NX_NO_CLOUD: 'true',
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NG_CLI_ANALYTICS: 'false',
    ...plainOutput,
  };
}

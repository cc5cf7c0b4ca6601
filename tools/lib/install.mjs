import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { runQuietly } from './processes.mjs';
import { fromRoot } from './workspace.mjs';

const lockFile = fromRoot('package-lock.json');
const stampFile = fromRoot('node_modules', '.perto-installed-lock');
/** npm's own record of what it put into node_modules. */
const installedLockFile = fromRoot('node_modules', '.package-lock.json');

/** Runs `npm ci` when node_modules does not hold what package-lock.json says. */
export async function installDependencies(options = {}) {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  if (!installedByHand()) {
    console.log('Installing dependencies (npm ci; up to a minute the first time) …');
    // With NODE_ENV=production npm would leave out what the build needs.
    await npm(['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund'], options);
  }
  writeFileSync(stampFile, wanted);
}

/** Whether somebody's own `npm ci` already left exactly the locked packages. */
function installedByHand() {
  if (!existsSync(installedLockFile)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesOf(installedLockFile);
  return Object.entries(packagesOf(lockFile)).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true;
    // Optional packages are mostly binaries for other systems.
    return installed[path] ? installed[path].version === version : Boolean(optional);
  });
}

function npm(args, { onStart }) {
  const options = { name: 'npm ci', onStart };
  const runningNpm = process.env.npm_execpath;
  if (runningNpm) return runQuietly(process.execPath, [runningNpm, ...args], options);
  return runQuietly('npm', args, { ...options, shell: process.platform === 'win32' });
}

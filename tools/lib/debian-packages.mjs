import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findBinary } from './binaries.mjs';
import { onEnd } from './cleanup.mjs';
import { runQuietly, stopGroup } from './processes.mjs';

const policyFile = '/usr/sbin/policy-rc.d';

/** Whether this is Debian (or a relative of it) and we may install packages. */
export function canInstallPackages() {
  return process.getuid?.() === 0 && findBinary(['apt-get']) !== undefined;
}

/** Installs Debian packages without letting any service among them start. */
export async function installDebianPackages(names) {
  const allowServicesAgain = forbidServiceStarts();
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const onStart = (child) => onEnd(() => stopGroup(child));
    await runQuietly('apt-get', ['update'], { env, onStart });
    await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env, onStart });
  } finally {
    await allowServicesAgain();
  }
}

/** Debian asks this file before it starts a service; 101 means "forbidden". Somebody else's file is left as it is. */
function forbidServiceStarts() {
  if (existsSync(policyFile)) return () => {};
  const allowAgain = onEnd(() => rmSync(policyFile, { force: true }));
  writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return allowAgain;
}

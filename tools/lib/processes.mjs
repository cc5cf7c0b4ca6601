import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './workspace.mjs';

const isWindows = process.platform === 'win32';

/**
 * Starts a program in a process group of its own.
 * A Ctrl-C in the terminal then reaches this program alone, which stops its children in order.
 */
export function launch(command, args, options = {}) {
  return spawn(command, args, { cwd: root, stdio: 'inherit', detached: !isWindows, ...options });
}

/** The exit code of a child; a death by signal counts as 1, a program that cannot be started rejects. */
export function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** Runs a program to its end without showing its output; rejects with the last lines when it fails. */
export async function runQuietly(command, args, options = {}) {
  const child = launch(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  options.onStart?.(child);
  let output = '';
  const collect = (chunk) => (output += chunk);
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const code = await exitOf(child);
  if (code !== 0)
    throw new Error(`${command} failed (exit code ${code})\n${lastLines(withoutHosts(output))}`);
  return output;
}

/** Asks a child's whole process group to stop, and forces it after `patienceMs`. */
export async function stopGroup(child, patienceMs = 10_000) {
  if (child.pid === undefined) return;
  signalGroup(child, 'SIGTERM');
  const deadline = Date.now() + patienceMs;
  while (groupLives(child) && Date.now() < deadline) await pause(50);
  if (groupLives(child)) signalGroup(child, 'SIGKILL');
}

/** Kills a child's whole process group, and waits until nothing of it is left. */
export async function endGroup(child) {
  signalGroup(child, 'SIGKILL');
  while (groupLives(child)) await pause(10);
}

/** Waits until `probe` answers true; `child` ending early or `limitMs` passing is an error. */
export async function waitUntil(what, probe, { child, limitMs = 60_000 }) {
  const deadline = Date.now() + limitMs;
  while (!(await probe())) {
    if (child && (child.exitCode !== null || child.signalCode !== null))
      throw new Error(`${what} ended while starting`);
    if (Date.now() > deadline) throw new Error(`${what} was not ready after ${limitMs / 1000} s`);
    await pause(100);
  }
}

/** Removes the addresses of package mirrors: they say something about the machine, and nothing about the fault. */
export function withoutHosts(text) {
  return text.replace(/\b(\w+):\/\/[^\s/'")]+/g, '$1://…');
}

function lastLines(text, count = 100) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** Sends a signal to a child and everything it started; one that is gone hears nothing. */
export function signalGroup(child, signal) {
  try {
    if (isWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function groupLives(child) {
  if (isWindows) return child.exitCode === null && child.signalCode === null;
  try {
    process.kill(-child.pid, 0);
    return true;
  } catch {
    return false;
  }
}

import { spawn } from 'node:child_process';
import { whenNpmDies } from './parent.mjs';

/** How long a child may take to notice a Ctrl-C that the terminal gave to both of us. */
const terminalPatienceMs = 2_000;

/**
 * Runs a program as if it had been started instead of this one: same environment, output and process group.
 * Answers its exit code; one that ends because it was asked to counts as 0.
 */
export function runInForeground(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  let asked = false;
  const passOn = (signal) => {
    if (asked) return;
    asked = true;
    // A closed terminal asks for the same clean stop as anybody else.
    const forward = () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    // A terminal sends Ctrl-C to the whole group, so the child has it already; kill(1) does not.
    if (signal === 'SIGINT' && process.stdin.isTTY) setTimeout(forward, terminalPatienceMs).unref();
    else forward();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn);
  whenNpmDies(() => passOn('SIGTERM'));

  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal && asked ? 0 : (code ?? 1)));
  });
}

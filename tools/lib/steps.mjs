import { launch, exitOf, stopGroup } from './processes.mjs';
import { onEnd, isEnding } from './cleanup.mjs';

const started = Date.now();

/** Says what happens next, with the time since the start. */
export function announce(text) {
  console.log(`[${seconds(Date.now() - started).padStart(7)}] ${text}`);
}

/** Runs `work` and says how long it took. */
export async function timed(name, work) {
  const from = Date.now();
  announce(`${name} …`);
  const result = await work();
  announce(`${name}: ${seconds(Date.now() - from)}`);
  return result;
}

/** Runs a Node program to its end; it is stopped when this program is interrupted. Answers its exit code. */
export async function runNode(args, options = {}) {
  const child = launch(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  const stop = onEnd(() => stopGroup(child));
  const code = await exitOf(child);
  if (isEnding()) await new Promise(() => {}); // the signal's clean-up ends the program
  await stop();
  return code;
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

import { whenNpmDies } from './parent.mjs';

/** What to undo, oldest first. */
const undoSteps = new Set();
let ending;

/** Registers work to be done when the program ends, however it ends; returns a function that does it now. */
export function onEnd(undo) {
  let done;
  const once = () => {
    undoSteps.delete(once);
    return (done ??= Promise.resolve().then(undo));
  };
  undoSteps.add(once);
  return once;
}

/** Undoes everything registered, newest first; a step that fails does not keep the others from running. */
export function undoAll() {
  ending ??= (async () => {
    while (undoSteps.size > 0) {
      try {
        await [...undoSteps].at(-1)();
      } catch (error) {
        console.error(`While cleaning up: ${error.message}`);
      }
    }
  })();
  return ending;
}

/** Whether a signal has begun to end the program. */
export const isEnding = () => ending !== undefined;

/**
 * On a signal: undo everything, then exit with the code shells use for that signal.
 * Returns a function that leaves signals to others again.
 */
export function undoAllOnSignals() {
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
  const obey = (signal) => {
    if (isEnding()) return; // the first signal is being obeyed
    console.error(`\n${signal}: stopping what was started …`);
    void undoAll().then(() => process.exit(128 + numbers[signal]));
  };
  for (const signal of Object.keys(numbers)) process.on(signal, obey);
  whenNpmDies(() => process.emit('SIGHUP', 'SIGHUP'));
  return () => {
    for (const signal of Object.keys(numbers)) process.off(signal, obey);
  };
}

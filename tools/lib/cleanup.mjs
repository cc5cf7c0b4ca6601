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

/** On a signal: undo everything, then exit with the code shells use for that signal. */
export function undoAllOnSignals() {
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ]) {
    process.on(signal, () => {
      if (isEnding()) return; // the first signal is being obeyed
      console.error(`\n${signal}: stopping what was started …`);
      void undoAll().then(() => process.exit(128 + number));
    });
  }
}

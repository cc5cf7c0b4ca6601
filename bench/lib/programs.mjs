import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Starts a program of this folder as a process of its own and waits until it says it is ready.
 *
 * @param {string} file name beside this folder's parent, such as `lib/api-server.mjs`
 * @param {Record<string, string | undefined>} environment added to this process's own
 * @returns {Promise<{ ready: any, ask(question: object): Promise<any>, stop(): Promise<void> }>}
 */
export async function startProgram(file, environment = {}) {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  const child = fork(path, { env: { ...process.env, ...environment } });
  const ended = new Promise((_, reject) =>
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`))),
  );
  ended.catch(() => undefined); // only whoever waits for an answer has to know
  const answer = () => Promise.race([new Promise((resolve) => child.once('message', resolve)), ended]);
  const ready = await answer();
  return {
    ready,
    ask: (question) => {
      const reply = answer();
      child.send(question);
      return reply;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.disconnect();
        child.kill('SIGTERM');
      }),
  };
}

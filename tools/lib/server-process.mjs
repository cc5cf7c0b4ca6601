import { openSync, readFileSync } from 'node:fs';
import { onEnd } from './cleanup.mjs';
import { endGroup, launch, signalGroup, stopGroup, waitUntil } from './processes.mjs';

/** A server that can be killed, frozen and started again, on the same port and data each time. */
export class ServerProcess {
  #child;

  /**
   * @param {{ name: string, command: string, args: string[], env?: NodeJS.ProcessEnv, log: string,
   *   ready: () => Promise<boolean>, startLimitMs?: number, patienceMs?: number }} options
   *   `log` is the file that takes its output, `patienceMs` the time it has to stop when asked
   */
  constructor(options) {
    this.options = options;
    this.stop = onEnd(() => this.#stop());
  }

  /** Starts it and waits until it serves; rejects with the end of its output when it does not. */
  async start() {
    const { name, command, args, env, log, ready, startLimitMs } = this.options;
    const output = openSync(log, 'a');
    const child = launch(command, args, { env, stdio: ['ignore', output, output] });
    child.once('error', () => {}); // reported by waitUntil
    this.#child = child;
    try {
      await waitUntil(name, ready, { child, limitMs: startLimitMs });
    } catch (error) {
      error.message += `\n${readFileSync(log, 'utf8').slice(-2_000)}`;
      throw error;
    }
  }

  /** Ends it and everything it started, as a power cut would. */
  kill() {
    return endGroup(this.#child);
  }

  /** Its processes stop where they are; connections to them stay open and silent. */
  freeze() {
    signalGroup(this.#child, 'SIGSTOP');
  }

  thaw() {
    signalGroup(this.#child, 'SIGCONT');
  }

  async #stop() {
    if (!this.#child) return;
    this.thaw(); // else it could not hear that it is to stop
    await stopGroup(this.#child, this.options.patienceMs);
  }
}

/** When something has to have happened, or the benchmark has failed. */
const PATIENCE_MS = 60_000;

/** How often each text was heard, and when last; times are those of the machine, the same in every process. */
export class Hearings {
  #texts = new Map();

  note(text) {
    const heard = this.#heard(text);
    heard.times++;
    heard.last = process.hrtime.bigint();
    if (heard.times >= heard.awaited) heard.done();
  }

  /**
   * Waits until a text was heard so many times.
   *
   * @returns {Promise<{ times: number, last: string }>} `last` in nanoseconds
   */
  async of(text, times) {
    const heard = this.#heard(text);
    heard.awaited = times;
    if (heard.times < times)
      await new Promise((resolve) => {
        heard.done = resolve;
        setTimeout(resolve, PATIENCE_MS).unref();
      });
    return { times: heard.times, last: String(heard.last) };
  }

  #heard(text) {
    const heard = this.#texts.get(text) ?? { times: 0, last: 0n, awaited: Infinity, done: () => {} };
    this.#texts.set(text, heard);
    return heard;
  }
}

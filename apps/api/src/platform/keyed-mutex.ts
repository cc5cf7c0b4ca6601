/**
 * Runs work on one key strictly one after another, work on different keys side by side.
 *
 * A key that nobody works on takes no memory.
 */
export class KeyedMutex<Key extends string> {
  private readonly tails = new Map<Key, Promise<unknown>>();

  run<Result>(key: Key, work: () => Promise<Result>): Promise<Result> {
    const before = this.tails.get(key);
    const result = before ? before.then(work, work) : work();
    const tail = result.catch(() => undefined);
    this.tails.set(key, tail);
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    });
    return result;
  }

  /** Like `run`, holding several keys; they are taken in one order everywhere, so nobody waits in a circle. */
  runAll<Result>(keys: Iterable<Key>, work: () => Promise<Result>): Promise<Result> {
    const [first, ...rest] = [...new Set(keys)].sort();
    if (first === undefined) return work();
    return this.run(first, () => this.runAll(rest, work));
  }
}

/**
 * Turns many small writes into few large ones, without waiting on purpose.
 *
 * While one batch is being written the next collects; an idle writer starts at
 * once. `add` settles when its item's batch is written, in the order of adding.
 */
export class GroupCommit<Item> {
  private waiting: { item: Item; resolve: () => void; reject: (reason: unknown) => void }[] = [];
  private running = false;

  constructor(
    private readonly write: (items: Item[]) => Promise<void>,
    private readonly largestBatch = 500,
  ) {}

  add(item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      // Started after the current turn, so that requests read together are written together.
      if (!this.running) {
        this.running = true;
        setImmediate(() => void this.drain());
      }
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.largestBatch);
      try {
        await this.write(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.running = false;
  }
}

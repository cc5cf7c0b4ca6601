export type Listener<Value> = (value: Value) => unknown;

/** Functions that are told something; one that fails does not keep it from the others. */
export class Listeners<Value> {
  private readonly listeners = new Set<Listener<Value>>();

  constructor(private readonly failed: (thrown: unknown) => void) {}

  /** Answers what takes the listener away again. */
  add(listener: Listener<Value>): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Answers how many there are to be told. */
  tell(value: Value): number {
    for (const listener of [...this.listeners]) void this.call(listener, value);
    return this.listeners.size;
  }

  private async call(listener: Listener<Value>, value: Value): Promise<void> {
    try {
      await listener(value);
    } catch (thrown) {
      this.failed(thrown);
    }
  }
}

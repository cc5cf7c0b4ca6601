/** Too many wait already. */
export class QueueFull extends Error {
  constructor() {
    super('Too many requests wait for their turn.');
  }
}

interface Waiter {
  enter: () => void;
  refuse: (reason: Error) => void;
}

/** Lets a bounded number of things happen at once; a bounded number of others wait, in the order of asking. */
export class Semaphore {
  private readonly waiters = new Set<Waiter>();
  private entered = 0;

  constructor(
    private readonly permits: number,
    private readonly mostWaiting: number,
  ) {}

  /** How many are in. */
  get inUse(): number {
    return this.entered;
  }

  /** How many wait to get in. */
  get waiting(): number {
    return this.waiters.size;
  }

  /**
   * Settles once there is room; whoever entered must `leave`.
   *
   * @throws QueueFull when too many wait; the reason of `signal` when it is aborted first
   */
  async enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.entered < this.permits) {
      this.entered++;
      return;
    }
    if (this.waiters.size >= this.mostWaiting) throw new QueueFull();
    await new Promise<void>((resolve, reject) => {
      const abandon = () => waiter.refuse(signal.reason as Error);
      const settle = (how: () => void) => {
        this.waiters.delete(waiter);
        signal.removeEventListener('abort', abandon);
        how();
      };
      const waiter: Waiter = {
        enter: () => settle(resolve),
        refuse: (reason) => settle(() => reject(reason)),
      };
      this.waiters.add(waiter);
      signal.addEventListener('abort', abandon, { once: true });
    });
  }

  leave(): void {
    const [next] = this.waiters;
    if (next)
      next.enter(); // the place goes on to whoever waited longest
    else this.entered--;
  }
}

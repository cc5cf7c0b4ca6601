/** Events that a client may send at once; a page sends two or three in its life. */
const BURST = 200;
const PER_SECOND = 20;
/** Refused events in a row after which the client is not one that will stop. */
const PATIENCE = 100;

/** How many events one connection may still send. */
export class EventAllowance {
  private left = BURST;
  private countedAt = performance.now();

  /** Counts one event: it is taken, or refused, or it is time to hang up. */
  spend(): 'taken' | 'refused' | 'flood' {
    const now = performance.now();
    this.left = Math.min(BURST, this.left + ((now - this.countedAt) / 1000) * PER_SECOND) - 1;
    this.countedAt = now;
    if (this.left >= 0) return 'taken';
    return this.left >= -PATIENCE ? 'refused' : 'flood';
  }
}

/** Runs a job one at a time; requests that come meanwhile become one further run. */
export class OneAtATime {
  private running?: Promise<void>;
  private next?: Promise<void>;

  constructor(private readonly job: () => Promise<void>) {}

  /** Settles as a run does that began after this request. */
  request(): Promise<void> {
    if (!this.running) return this.start();
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.start();
      });
    return this.next;
  }

  private start(): Promise<void> {
    this.running = this.job().finally(() => (this.running = undefined));
    return this.running;
  }
}

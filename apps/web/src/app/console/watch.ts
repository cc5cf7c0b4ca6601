import { OneAtATime } from '../wire/one-at-a-time';

/** Does a job again and again while the page is visible, one at a time, with a pause after each. */
export class Watch {
  private readonly jobs: OneAtATime;
  private timer?: ReturnType<typeof setTimeout>;
  private on = false;

  constructor(
    /** Never fails: it keeps what went wrong to itself. */
    job: () => Promise<void>,
    /** Milliseconds. */
    private readonly pause: number,
  ) {
    this.jobs = new OneAtATime(job);
  }

  start(): void {
    this.on = true;
    document.addEventListener('visibilitychange', this.go);
    this.go();
  }

  stop(): void {
    this.on = false;
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.go);
  }

  /** Out of turn; settles once what was asked for is known. */
  now(): Promise<void> {
    return this.jobs.request();
  }

  private readonly go = (): void => {
    clearTimeout(this.timer);
    if (!this.goesOn) return;
    void this.now().then(() => {
      clearTimeout(this.timer);
      if (this.goesOn) this.timer = setTimeout(this.go, this.pause);
    });
  };

  private get goesOn(): boolean {
    return this.on && document.visibilityState !== 'hidden';
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../clock';
import type { Config } from '../config';
import { WallTime } from '../wall-time';

/** Rows that one step removes at most: a lock on them lasts milliseconds. */
const ROWS_A_STEP = 1000;
/** Between two steps, so that others get their turn. */
const STEP_PAUSE_MS = 100;
const LOOK_EVERY_MS = 60_000;
/** Nightly is after this, by the wall clock of `TIME_ZONE`. */
const NIGHT = '03:00';
const DAY_MS = 24 * 60 * 60 * 1000;

/** Something that piles up, and how to remove it. */
export interface Chore {
  /** What it removes, for the log. */
  name: string;
  when: 'hourly' | 'nightly';
  /** Removes a part, of at most `limit` rows; how many it were, 0 when nothing is left to remove. */
  remove: (limit: number) => Promise<number>;
}

/** Does every chore soon after the start and then at its time; one that fails is tried again a minute later. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Housekeeping');
  /** Each chore with the hour or the day for which it was done last. */
  private readonly chores = new Map<Chore, string | undefined>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly wallTime: WallTime,
  ) {}

  register(chore: Chore): void {
    this.chores.set(chore, undefined);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.doWhatIsDue(), LOOK_EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.working;
  }

  /** Settles when nothing is due any more. */
  doWhatIsDue(): Promise<void> {
    this.working ??= this.work().finally(() => (this.working = undefined));
    return this.working;
  }

  private async work(): Promise<void> {
    for (const [chore, last] of this.chores) {
      const period = this.periodOf(chore, last);
      if (period === last) continue;
      try {
        if (await this.finish(chore)) this.chores.set(chore, period);
      } catch (error) {
        this.logger.warn(`Removing ${chore.name} failed: ${error instanceof Error ? error.message : ''}`);
      }
    }
  }

  /** False when the server stops before the end. */
  private async finish(chore: Chore): Promise<boolean> {
    let removed = 0;
    while (!this.stopping.signal.aborted) {
      const some = await chore.remove(ROWS_A_STEP);
      removed += some;
      if (some === 0) {
        if (removed > 0) this.logger.log(`Removed ${chore.name}: ${removed}`);
        return true;
      }
      await pause(STEP_PAUSE_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
    return false;
  }

  /** The hour or the day for which a chore is due now. */
  private periodOf({ when }: Chore, last: string | undefined): string {
    const [day = '', time = ''] = this.wallTime.of(new Date(this.clock.now())).split(' ');
    if (when === 'hourly') return `${day} ${time.slice(0, 2)}`;
    return time >= NIGHT ? day : (last ?? 'before the first night');
  }
}

/** Milliseconds since the Unix epoch before which nothing is kept. */
export const oldestKept = (now: number, { retentionDays }: Config): number => now - retentionDays * DAY_MS;

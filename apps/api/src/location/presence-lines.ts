import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { ActivityLine } from '../activity/activity-line';
import { ActivityLog } from '../activity/typeorm-activity-log';
import { briefTraceOf } from '../platform/error-trace';
import { PertoError } from '../platform/errors';
import { GroupCommit } from '../platform/group-commit';

/** Most lines that wait for the database; beyond that the oldest are lost. */
const MOST_WAITING = 10_000;
const RETRY_MS = 1000;

/**
 * The lines about who comes and goes.
 *
 * Coming waits for its line. Going waits for nothing: its line is written as soon
 * as the database takes it, and before any later one.
 */
@Injectable()
export class PresenceLines implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Location');
  private readonly writes = new GroupCommit<ActivityLine[]>((lines) => this.write(lines.flat()));
  private waiting: ActivityLine[] = [];
  private retry: NodeJS.Timeout | undefined;

  constructor(private readonly activity: ActivityLog) {}

  /**
   * Settles when the line is durable.
   *
   * @throws PertoError `unavailable` when it cannot be written now; it is not written later then
   */
  add(line: ActivityLine): Promise<void> {
    return this.writes.add([line]);
  }

  /** Writes the line soon, or when the database is back. */
  addLater(line: ActivityLine): void {
    this.waiting.push(line);
    if (this.waiting.length > MOST_WAITING) this.waiting.shift();
    if (!this.retry) this.catchUpAfter(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.retry);
    if (this.waiting.length === 0) return;
    await this.writes
      .add([])
      .catch(() => this.logger.warn(`${this.waiting.length} lines of the log are lost`));
  }

  private catchUpAfter(milliseconds: number): void {
    this.retry = setTimeout(() => {
      this.writes.add([]).then(
        () => (this.retry = undefined),
        () => this.catchUpAfter(RETRY_MS),
      );
    }, milliseconds);
    this.retry.unref();
  }

  private async write(lines: ActivityLine[]): Promise<void> {
    const earlier = this.waiting;
    this.waiting = [];
    try {
      await this.activity.add([...earlier, ...lines]);
    } catch (error) {
      const willPass = error instanceof PertoError && error.code === 'unavailable';
      if (willPass) this.waiting = [...earlier, ...this.waiting].slice(-MOST_WAITING);
      else this.logger.error(`${earlier.length} lines of the log cannot be written: ${briefTraceOf(error)}`);
      throw error;
    }
  }
}

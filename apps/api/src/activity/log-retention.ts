import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Housekeeping, oldestKept } from '../platform/housekeeping/housekeeping';
import { ActivityLog } from './typeorm-activity-log';

/** Has the log's old lines removed. */
@Injectable()
export class LogRetention implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly log: ActivityLog,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register({
      name: 'old lines of the log',
      when: 'nightly',
      remove: (limit) => this.log.removeBefore(oldestKept(this.clock.now(), this.config), limit),
    });
  }
}

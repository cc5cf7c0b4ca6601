import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Housekeeping, oldestKept } from '../platform/housekeeping/housekeeping';
import { AdminActions } from './typeorm-admin-actions';
import { ActivityLog } from './typeorm-activity-log';

/** Has old lines of the log, and what admins did long ago, removed. */
@Injectable()
export class LogRetention implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly log: ActivityLog,
    private readonly adminActions: AdminActions,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.register('old lines of the log', this.log);
    this.register('what admins did long ago', this.adminActions);
  }

  private register(name: string, kept: ActivityLog | AdminActions): void {
    this.housekeeping.register({
      name,
      when: 'nightly',
      remove: (limit) => kept.removeBefore(oldestKept(this.clock.now(), this.config), limit),
    });
  }
}

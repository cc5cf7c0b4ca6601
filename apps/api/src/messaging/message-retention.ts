import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Housekeeping, oldestKept } from '../platform/housekeeping/housekeeping';
import { OldMessages } from './typeorm-old-messages';

/** Has old messages removed. */
@Injectable()
export class MessageRetention implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly messages: OldMessages,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register({
      name: 'old messages, with a line for each recipient',
      when: 'nightly',
      remove: (limit) => this.messages.removeBefore(oldestKept(this.clock.now(), this.config), limit),
    });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import { BotStore } from '../auth/typeorm-bot-store';
import { Clock } from '../platform/clock';
import { Housekeeping } from '../platform/housekeeping/housekeeping';

const FORGOTTEN_MS = LIMITS.waitingBotDays * 24 * 60 * 60 * 1000;

/** Has bots removed that no admin ever said a word on: anybody can register them, and only so many may wait. */
@Injectable()
export class ForgottenBots implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly bots: BotStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register({
      name: 'bots that wait for an admin in vain',
      when: 'nightly',
      remove: (limit) => this.bots.removeWaitingSince(this.clock.now() - FORGOTTEN_MS, limit),
    });
  }
}

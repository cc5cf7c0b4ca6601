import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { NewBotAnswer } from '@perto/contract';
import type { Session, SessionObserver } from '../presence/session';
import { SessionRegistry } from '../presence/session-registry';
import { BotRegistry } from './bot-registry';

/** Lets bots in that an admin allows, and tells them where they are heard. */
@Injectable()
export class BotWelcome implements SessionObserver, OnModuleInit {
  constructor(
    private readonly sessions: SessionRegistry,
    private readonly registry: BotRegistry,
  ) {}

  onModuleInit(): void {
    this.sessions.observe(this, ['bot']);
  }

  async opening({ holder }: Session): Promise<void> {
    await this.registry.speaking(holder.id);
  }

  async attached({ holder }: Session): Promise<Partial<NewBotAnswer>> {
    return { building: this.registry.buildingOf(await this.registry.speaking(holder.id)) };
  }
}

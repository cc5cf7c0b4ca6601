import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { BuildingRef, NewBotAnswer } from '@perto/contract';
import type { Session, SessionObserver } from '../presence/session';
import { SessionRegistry } from '../presence/session-registry';
import { BotRegistry } from './bot-registry';

/** Lets bots in that an admin allows, and tells them where they are heard. */
@Injectable()
export class BotWelcome implements SessionObserver, OnModuleInit {
  /** Kept for those that come back: that needs no database. One that is disallowed loses its session. */
  private readonly buildings = new WeakMap<Session, BuildingRef>();

  constructor(
    private readonly sessions: SessionRegistry,
    private readonly registry: BotRegistry,
  ) {}

  onModuleInit(): void {
    this.sessions.observe(this, ['bot']);
  }

  async opening(session: Session): Promise<void> {
    const bot = await this.registry.speaking(session.holder.id);
    this.buildings.set(session, this.registry.buildingOf(bot));
  }

  attached(session: Session): Partial<NewBotAnswer> {
    const building = this.buildings.get(session);
    return building ? { building } : {};
  }
}

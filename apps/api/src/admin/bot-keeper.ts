import { Injectable } from '@nestjs/common';
import { LIMITS, type AdminBot, type AdminListQuery } from '@perto/contract';
import { AdminActions } from '../activity/typeorm-admin-actions';
import type { BotId, UserId } from '../auth/sign-in';
import { BotStore, type Bot } from '../auth/typeorm-bot-store';
import { BotRegistry } from '../bots/bot-registry';
import { containing } from '../messaging/text-search';
import { Clock } from '../platform/clock';
import { SessionRegistry } from '../presence/session-registry';
import { searched, type List, type Part, type Sized } from './list';

export const BOTS: List<AdminBot> = {
  name: 'bots',
  cursor: 'after',
  pageSize: LIMITS.maxAdminPageSize,
  columns: {
    id: ({ id }) => id,
    building_id: ({ building }) => building.id,
    building: ({ building }) => building.name,
    online: ({ online }) => online,
    registered_at: ({ registered_at }) => registered_at,
    decided_at: ({ decided_at }) => decided_at,
  },
};

/** Allows bots and disallows them in the name of admins, each with a note of who did it. */
@Injectable()
export class BotKeeper {
  constructor(
    private readonly registry: BotRegistry,
    private readonly bots: BotStore,
    private readonly sessions: SessionRegistry,
    private readonly actions: AdminActions,
    private readonly clock: Clock,
  ) {}

  /**
   * An admin's word on a bot; one that is disallowed is cut off before this settles.
   *
   * @throws PertoError `not_found` when there is no such bot
   */
  async authorize(admin: UserId, { id, state }: { id: BotId; state: boolean }): Promise<[]> {
    const action = state ? 'bot_authorized' : 'bot_disallowed';
    const bot = await this.bots.find(id);
    const detail = bot ? `It speaks to ${this.registry.buildingOf(bot).name}.` : '';
    const deed = { admin, action, target: id, detail, at: this.clock.now() } as const;
    await this.registry.authorize(id, state, (transaction) => this.actions.note([deed], transaction));
    return [];
  }

  /** Those that are authorised, or those that are not. */
  async list(authorized: boolean, query: Sized<AdminListQuery>): Promise<Part<AdminBot>> {
    const contains = query.search === undefined ? () => true : containing(query.search);
    const following = (after: BotId | undefined, limit: number) =>
      this.bots.list({ authorized, after, limit });
    const { items, next } = await searched(
      following,
      query,
      ({ id }) => contains(id),
      ({ id }) => id,
    );
    return { items: items.map((bot) => this.shown(bot)), next };
  }

  private shown(bot: Bot): AdminBot {
    return {
      id: bot.id,
      building: this.registry.buildingOf(bot),
      online: this.sessions.isOnline(bot.id),
      registered_at: bot.registeredAt?.toISOString() ?? null,
      decided_at: bot.decidedAt?.toISOString() ?? null,
    };
  }
}

import { Body, Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import {
  adminListQuery,
  adminMessageBody,
  authorizeBotBody,
  botAuthParameters,
  ENDPOINTS,
  type AdminBot,
  type AdminListQuery,
  type AdminMessageAnswer,
} from '@perto/contract';
import { Serves } from '../auth/serves';
import type { BotId, UserId } from '../auth/sign-in';
import { Caller } from '../auth/signed-in.guard';
import type { BuildingId } from '../buildings/building';
import { IdempotencyKey } from '../messaging/idempotency-key';
import { parsed } from '../platform/http/parsed';
import { Asked, type AskedBy } from './asked';
import { BotKeeper, BOTS } from './bot-keeper';
import { BuildingAnnouncer } from './building-announcer';
import { ListAnswers } from './list-answers';

/** Bots, as admins allow them, and what admins say to a building themselves. */
@Controller()
export class AdminBotsController {
  constructor(
    private readonly bots: BotKeeper,
    private readonly announcer: BuildingAnnouncer,
    private readonly lists: ListAnswers,
  ) {}

  @Serves(ENDPOINTS.authorizeBot)
  authorize(
    @Caller() admin: UserId,
    @Body(parsed(authorizeBotBody)) word: { id: BotId; state: boolean },
  ): Promise<[]> {
    return this.bots.authorize(admin, word);
  }

  @Serves(ENDPOINTS.adminBots)
  show(
    @Asked() asked: AskedBy,
    @Param(parsed(botAuthParameters)) { state }: { state: boolean },
    @Query(parsed(adminListQuery)) query: AdminListQuery,
  ): Promise<AdminBot[] | StreamableFile> {
    return this.lists.items(asked, BOTS, query, (part) => this.bots.list(state, part));
  }

  @Serves(ENDPOINTS.adminMessage)
  say(
    @Caller() admin: UserId,
    @Body(parsed(adminMessageBody)) announcement: { buildingId: BuildingId; text: string },
    @IdempotencyKey() key: string | undefined,
  ): Promise<AdminMessageAnswer> {
    return this.announcer.announce(admin, announcement, key);
  }
}

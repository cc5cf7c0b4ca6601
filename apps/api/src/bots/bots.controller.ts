import { Body, Controller, Param, Query, Req } from '@nestjs/common';
import {
  ENDPOINTS,
  botMessageBody,
  botParameters,
  botSecretBody,
  historyQuery,
  messageParameters,
  registerBotBody,
  secretFreeQuery,
  type BotAuthAnswer,
  type BotCheckAnswer,
  type BotDraft,
  type BotMessageAnswer,
  type BotRegistration,
  type BotSecret,
  type BotSecretAnswer,
  type BuildingRef,
  type DeliveryReport,
  type HistoryQuery,
  type MessagePage,
} from '@perto/contract';
import type { FastifyRequest } from 'fastify';
import { Serves } from '../auth/serves';
import type { BotId } from '../auth/sign-in';
import { Caller } from '../auth/signed-in.guard';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { IdempotencyKey } from '../messaging/idempotency-key';
import { parsed } from '../platform/http/parsed';
import { BotDoor } from './bot-door';
import { BotRegistry } from './bot-registry';
import { BotSpeaker } from './bot-speaker';

/** Programs that speak to a building. */
@Controller()
export class BotsController {
  constructor(
    private readonly registry: BotRegistry,
    private readonly door: BotDoor,
    private readonly speaker: BotSpeaker,
    private readonly buildings: BuildingCatalogue,
  ) {}

  @Serves(ENDPOINTS.checkBot)
  check(@Param(parsed(botParameters)) { id }: { id: BotId }): Promise<BotCheckAnswer> {
    return this.registry.check(id);
  }

  @Serves(ENDPOINTS.botBuildings)
  showBuildings(): BuildingRef[] {
    return this.buildings.all().map(({ id, name }) => ({ name, id }));
  }

  @Serves(ENDPOINTS.registerBot)
  register(
    @Req() request: FastifyRequest,
    @Query(parsed(secretFreeQuery)) _query: unknown,
    @Body(parsed(registerBotBody)) registration: BotRegistration,
  ): Promise<BotSecretAnswer> {
    return this.door.register(request, registration);
  }

  @Serves(ENDPOINTS.authenticateBot)
  authenticate(
    @Req() request: FastifyRequest,
    @Query(parsed(secretFreeQuery)) _query: unknown,
    @Body(parsed(botSecretBody)) secret: BotSecret,
  ): Promise<BotAuthAnswer> {
    return this.door.authenticate(request, secret);
  }

  @Serves(ENDPOINTS.rotateBotSecret)
  rotate(
    @Req() request: FastifyRequest,
    @Query(parsed(secretFreeQuery)) _query: unknown,
    @Body(parsed(botSecretBody)) secret: BotSecret,
  ): Promise<BotSecretAnswer> {
    return this.door.rotate(request, secret);
  }

  @Serves(ENDPOINTS.sendBotMessage)
  send(
    @Caller() bot: BotId,
    @Query(parsed(secretFreeQuery)) _query: unknown,
    @Body(parsed(botMessageBody)) draft: BotDraft,
    @IdempotencyKey() key: string | undefined,
  ): Promise<BotMessageAnswer> {
    return this.speaker.send(bot, draft, key);
  }

  @Serves(ENDPOINTS.botMessages)
  showMessages(@Caller() bot: BotId, @Query(parsed(historyQuery)) query: HistoryQuery): Promise<MessagePage> {
    return this.speaker.messages(bot, query);
  }

  @Serves(ENDPOINTS.botMessage)
  showReport(
    @Caller() bot: BotId,
    @Param(parsed(messageParameters)) { id }: { id: string },
  ): Promise<DeliveryReport> {
    return this.speaker.report(bot, id);
  }
}

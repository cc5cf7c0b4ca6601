import { Injectable } from '@nestjs/common';
import type { BotDraft, BotMessageAnswer, DeliveryReport, HistoryQuery, MessagePage } from '@perto/contract';
import { announced, answered } from '../activity/activity-line';
import { botAddress } from '../auth/address';
import { IdClaims } from '../auth/id-claims';
import type { BotId } from '../auth/sign-in';
import type { Bot } from '../auth/typeorm-bot-store';
import { BuildingBroadcast, type Announced } from '../messaging/building-broadcast';
import { DeliveryReports } from '../messaging/delivery-reports';
import { MessageHistory } from '../messaging/message-history';
import { MessageSender } from '../messaging/message-sender';
import { BotRegistry } from './bot-registry';

/** What bots say, what became of it, and what they were told. */
@Injectable()
export class BotSpeaker {
  constructor(
    private readonly registry: BotRegistry,
    private readonly broadcast: BuildingBroadcast,
    private readonly sender: MessageSender,
    private readonly history: MessageHistory,
    private readonly reports: DeliveryReports,
    private readonly claims: IdClaims,
  ) {}

  /**
   * Says something to everybody in the bot's building, or answers people who wrote to it.
   *
   * @throws PertoError `bot_not_authorized` when an admin took the authorisation back just now
   * @throws PertoError `not_reachable` that names those who did not write to the bot lately
   * @throws PertoError `idempotency_key_reused`, `unavailable` as for any message
   */
  send(id: BotId, draft: BotDraft, key: string | undefined): Promise<BotMessageAnswer> {
    // In turn with the word of an admin: once the bot is disallowed, nothing that it began to say is stored.
    return this.claims.run(id, async () => {
      const bot = await this.registry.speaking(id);
      const { recipients } = draft;
      const sent = recipients
        ? await this.answer(bot, { recipients, text: draft.text }, key)
        : await this.announce(bot, draft.text, key);
      return { ...this.registry.stateOf(id, bot), message_id: sent.id, reached: sent.reached };
    });
  }

  async report(bot: BotId, message: string): Promise<DeliveryReport> {
    return this.reports.of(botAddress(bot), message);
  }

  async messages(bot: BotId, query: HistoryQuery): Promise<MessagePage> {
    return this.history.page(botAddress(bot), query);
  }

  private announce({ id, buildingId }: Bot, text: string, key: string | undefined): Promise<Announced> {
    const line = (_recipients: number, at: number) => announced(id, buildingId, text, at);
    return this.broadcast.send({ sender: botAddress(id), buildingId, text, key, line });
  }

  private async answer(
    { id, buildingId }: Bot,
    draft: { recipients: string[]; text: string },
    key: string | undefined,
  ): Promise<Announced> {
    const line = (recipients: number, at: number) => answered(id, buildingId, recipients, at);
    const message = await this.sender.send(botAddress(id), draft, { field: 'users', key, line });
    return { id: message.id, reached: message.recipient_count };
  }
}

import { Injectable } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import { userAddress, type Address } from '../auth/address';
import type { HolderId } from '../auth/sign-in';
import { BotStore } from '../auth/typeorm-bot-store';
import { Whereabouts } from '../location/whereabouts';
import { Clock } from '../platform/clock';
import { MessageStore } from './typeorm-message-store';

const ANSWERABLE_MS = LIMITS.answerableDays * 24 * 60 * 60 * 1000;

/** Whom somebody named, as far as they may write to them. */
export interface Reached {
  reached: Address[];
  /** Unknown ones among them, in the order in which they were named. */
  unreachable: HolderId[];
}

/**
 * Whom somebody can write to.
 *
 * A user: who is near, was listed a moment ago, or wrote to them lately, a bot
 * too while it is authorised. A bot: who wrote to it lately, and nobody else.
 */
@Injectable()
export class Reach {
  constructor(
    private readonly whereabouts: Whereabouts,
    private readonly messages: MessageStore,
    private readonly bots: BotStore,
    private readonly clock: Clock,
  ) {}

  async among(sender: Address, ids: HolderId[]): Promise<Reached> {
    const near =
      sender.kind === 'user' ? await this.whereabouts.reachable(sender.id, ids) : new Set<HolderId>();
    const far = ids.filter((id) => !near.has(id));
    const addresses = new Map([
      ...[...near].map((id) => [id, userAddress(id)] as const),
      ...(await this.correspondents(sender, far)).map((address) => [address.id, address] as const),
    ]);
    return {
      reached: ids.flatMap((id) => addresses.get(id) ?? []),
      unreachable: ids.filter((id) => !addresses.has(id)),
    };
  }

  private async correspondents(sender: Address, ids: HolderId[]): Promise<Address[]> {
    const since = this.clock.now() - ANSWERABLE_MS;
    const wrote = await this.messages.whoWroteTo(sender, ids, since);
    const silenced = await this.bots.unauthorized(
      wrote.flatMap(({ kind, id }) => (kind === 'bot' ? id : [])),
    );
    return wrote.filter(({ kind, id }) => kind === 'user' || !silenced.has(id));
  }
}

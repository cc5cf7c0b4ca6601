import { Injectable } from '@nestjs/common';
import { LIMITS, type HistoryQuery } from '@perto/contract';
import type { Address } from '../auth/address';
import type { Message, MessageId } from './message';
import { containing } from './text-search';
import { HistoryStore } from './typeorm-history-store';

/** Messages that are looked through at once. */
const BATCH = 250;

type Filter = Pick<HistoryQuery, 'audience' | 'search'>;

export interface FoundPage {
  /** Newest first. */
  messages: Message[];
  /** Where to go on; null at the end. */
  next: MessageId | null;
}

/** Finds the messages of a page among all that somebody sent and received. */
@Injectable()
export class MessageSearch {
  constructor(private readonly messages: HistoryStore) {}

  /**
   * The newest messages that fit the query.
   *
   * What no index tells is looked for here, batch by batch: databases do not agree
   * on what an accent is. So many messages are looked through and no more; a page
   * can therefore be short, or empty, and `next` leads on from the last one seen.
   */
  async page(reader: Address, { before, limit, with: other, ...filter }: HistoryQuery): Promise<FoundPage> {
    const sentOnly = filter.audience !== undefined;
    const indexed = filter.audience === undefined && filter.search === undefined;
    const size = indexed ? limit + 1 : BATCH;
    const fit = this.fitting(filter);
    const found: Message[] = [];
    let seen = before;
    for (let looked = 0; looked < LIMITS.searchedMessages; looked += size) {
      const batch = await this.messages.history(reader, { limit: size, before: seen, other, sentOnly });
      found.push(...fit(batch));
      if (found.length > limit)
        return { messages: found.slice(0, limit), next: found[limit - 1]?.id ?? null };
      if (batch.length < size) return { messages: found, next: null };
      seen = batch.at(-1)?.id;
    }
    return { messages: found, next: seen ?? null };
  }

  private fitting({ audience, search }: Filter): (batch: Message[]) => Message[] {
    const contains = search === undefined ? () => true : containing(search);
    const several = audience === undefined ? () => true : wentToSeveral;
    return (batch) => batch.filter((message) => contains(message.text) && several(message));
  }
}

const wentToSeveral = ({ recipientCount, buildingId }: Message): boolean =>
  recipientCount > 1 || buildingId !== undefined;

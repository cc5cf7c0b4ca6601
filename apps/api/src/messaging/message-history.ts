import { Injectable } from '@nestjs/common';
import type { HistoryQuery, MessagePage } from '@perto/contract';
import type { UserId } from '../auth/sign-in';
import { userAddress } from './message';
import { MessageSearch } from './message-search';
import { Participants } from './participants';
import { MessageStore } from './typeorm-message-store';

/** What somebody sent and received, page by page. */
@Injectable()
export class MessageHistory {
  constructor(
    private readonly messages: MessageStore,
    private readonly search: MessageSearch,
    private readonly participants: Participants,
  ) {}

  /** Newest first. Of a received message only the reader is named as recipient: the others are the sender's secret. */
  async page(user: UserId, query: HistoryQuery): Promise<MessagePage> {
    const reader = userAddress(user);
    const { messages, next } = await this.search.page(reader, query);
    const own = messages.filter(({ sender }) => sender.kind === reader.kind && sender.id === reader.id);
    const recipients = await this.messages.recipientsOf(own.map(({ id }) => id));
    const counts = await this.messages.recipientCounts(
      messages.map(({ id }) => id).filter((id) => !recipients.has(id)),
    );
    const shown = await this.participants.among([
      reader,
      ...messages.map(({ sender }) => sender),
      ...[...recipients.values()].flat(),
    ]);
    return {
      items: messages.map(({ id, kind, sender, text, sentAt }) => ({
        id,
        kind,
        sender: shown(sender),
        recipients: (recipients.get(id) ?? [reader]).map(shown),
        recipient_count: recipients.get(id)?.length ?? counts.get(id) ?? 1,
        message: text,
        sent_at: new Date(sentAt).toISOString(),
      })),
      next,
    };
  }
}

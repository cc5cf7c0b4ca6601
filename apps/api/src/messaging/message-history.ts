import { Injectable } from '@nestjs/common';
import type { HistoryQuery, MessagePage } from '@perto/contract';
import type { UserId } from '../auth/sign-in';
import { UserStore } from '../auth/typeorm-user-store';
import { participantOf, userAddress } from './message';
import { MessageStore } from './typeorm-message-store';

/** What somebody sent and received, page by page. */
@Injectable()
export class MessageHistory {
  constructor(
    private readonly messages: MessageStore,
    private readonly users: UserStore,
  ) {}

  /** Newest first. Of a received message only the reader is named as recipient: the others are the sender's secret. */
  async page(reader: UserId, { before, limit }: HistoryQuery): Promise<MessagePage> {
    const found = await this.messages.history(userAddress(reader), limit + 1, before);
    const messages = found.slice(0, limit);
    const own = messages.filter(({ sender }) => sender.kind === 'user' && sender.id === reader);
    const recipients = await this.messages.recipientsOf(own.map(({ id }) => id));
    const counts = await this.messages.recipientCounts(
      messages.map(({ id }) => id).filter((id) => !recipients.has(id)),
    );
    const people = [...messages.map(({ sender }) => sender), ...[...recipients.values()].flat()]
      .filter(({ kind }) => kind === 'user')
      .map(({ id }) => id);
    const names = await this.users.names([...new Set([reader, ...people])]);
    return {
      items: messages.map(({ id, kind, sender, text, sentAt }) => ({
        id,
        kind,
        sender: participantOf(sender, names),
        recipients: (recipients.get(id) ?? [userAddress(reader)]).map((address) =>
          participantOf(address, names),
        ),
        recipient_count: recipients.get(id)?.length ?? counts.get(id) ?? 1,
        message: text,
        sent_at: new Date(sentAt).toISOString(),
      })),
      next: found.length > limit ? (messages.at(-1)?.id ?? null) : null,
    };
  }
}

import { Injectable } from '@nestjs/common';
import type { HistoryQuery, MessageAnswer, MessagePage, Participant } from '@perto/contract';
import { userAddress, type Address } from '../auth/address';
import type { UserId } from '../auth/sign-in';
import type { Deliverable, Message } from './message';
import { receivedAnswer, sentAnswer } from './message-answer';
import { MessageSearch } from './message-search';
import { Participants } from './participants';
import { LineStore, type RecipientLine } from './typeorm-line-store';

/** What somebody sent and received, page by page. */
@Injectable()
export class MessageHistory {
  constructor(
    private readonly lines: LineStore,
    private readonly search: MessageSearch,
    private readonly participants: Participants,
  ) {}

  /** Newest first. Of a received message only the reader is named as recipient: the others are the sender's secret. */
  async page(user: UserId, query: HistoryQuery): Promise<MessagePage> {
    const reader = userAddress(user);
    const { messages, next } = await this.search.page(reader, query);
    return { items: await this.answers(reader, messages), next };
  }

  /** Messages that the reader sent or received, as the reader is shown them. */
  async answers(reader: Address, messages: Message[]): Promise<MessageAnswer[]> {
    const isOwn = ({ sender }: Message) => sender.kind === reader.kind && sender.id === reader.id;
    const received = messages.filter((message) => !isOwn(message)).map(({ id }) => id);
    const [recipients, counts, seen] = await Promise.all([
      this.lines.recipientsOf(messages.filter(isOwn).map(({ id }) => id)),
      this.lines.recipientCounts(received),
      this.lines.seenBy(reader, received),
    ]);
    const shown = await this.participants.among([
      reader,
      ...messages.map(({ sender }) => sender),
      ...[...recipients.values()].flat().map(({ recipient }) => recipient),
    ]);
    return messages.map((message) => {
      const { id } = message;
      const own = recipients.get(id);
      const sender = shown(message.sender);
      return own
        ? ownAnswer({ message, sender, recipientCount: own.length }, own, shown)
        : receivedAnswer({ message, sender, recipientCount: counts.get(id) ?? 1 }, shown(reader), {
            seen: seen.has(id),
          });
    });
  }
}

function ownAnswer(
  deliverable: Deliverable,
  lines: RecipientLine[],
  shown: (address: Address) => Participant,
): MessageAnswer {
  return sentAnswer(
    deliverable,
    lines.map(({ recipient }) => shown(recipient)),
    {
      delivered: lines.filter(({ delivered }) => delivered).length,
      seen: lines.filter(({ seen }) => seen).length,
    },
  );
}

import { Injectable } from '@nestjs/common';
import type { HistoryQuery, MessageAnswer, MessagePage } from '@perto/contract';
import { isSameAddress, type Address } from '../auth/address';
import type { Deliverable, Message } from './message';
import { receivedAnswer, sentAnswer } from './message-answer';
import { MessageSearch } from './message-search';
import { Participants, type Shown } from './participants';
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
  async page(reader: Address, query: HistoryQuery): Promise<MessagePage> {
    const { messages, next } = await this.search.page(reader, query);
    return { items: await this.answers(reader, messages), next };
  }

  /** Messages that the reader sent or received, as the reader is shown them. */
  async answers(reader: Address, messages: Message[]): Promise<MessageAnswer[]> {
    const isOwn = ({ sender }: Message) => isSameAddress(sender, reader);
    const own = messages.filter(isOwn);
    const idsOf = (some: Message[]) => some.map(({ id }) => id);
    const [recipients, progress, seen] = await Promise.all([
      this.lines.recipientsOf(idsOf(own.filter(({ buildingId }) => buildingId === undefined))),
      this.lines.progressOf(idsOf(own.filter(({ buildingId }) => buildingId !== undefined))),
      this.lines.seenBy(reader, idsOf(messages.filter((message) => !isOwn(message)))),
    ]);
    const shown = await this.participants.among([
      reader,
      ...messages.map(({ sender }) => sender),
      ...[...recipients.values()].flat().map(({ recipient }) => recipient),
    ]);
    return messages.map((message) => {
      const { id } = message;
      const deliverable = this.participants.deliverable(message, shown);
      if (!isOwn(message)) return receivedAnswer(deliverable, shown(reader), { seen: seen.has(id) });
      const lines = recipients.get(id);
      return lines
        ? ownAnswer(deliverable, lines, shown)
        : sentAnswer(deliverable, [], progress.get(id) ?? { delivered: 0, seen: 0 });
    });
  }
}

function ownAnswer(deliverable: Deliverable, lines: RecipientLine[], shown: Shown): MessageAnswer {
  return sentAnswer(
    deliverable,
    lines.map(({ recipient }) => shown(recipient)),
    {
      delivered: lines.filter(({ delivered }) => delivered).length,
      seen: lines.filter(({ seen }) => seen).length,
    },
  );
}

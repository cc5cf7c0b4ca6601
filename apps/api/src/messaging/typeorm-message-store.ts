import { Injectable } from '@nestjs/common';
import { LessThan, In, MoreThan } from 'typeorm';
import type { ActivityLine } from '../activity/activity-line';
import { ActivityLog } from '../activity/typeorm-activity-log';
import { Database, type Transaction } from '../platform/database/database';
import { MessageRecipientRow } from './message-recipient.row';
import { MessageRow } from './message.row';
import type { Address, Composed, Message, MessageId } from './message';

/** SQLite allows so many values in a statement; MySQL far more. */
const ROWS_A_STATEMENT = 1000;

/** Every message ever sent; the truth that queues are quick copies of. */
@Injectable()
export class MessageStore {
  constructor(
    private readonly database: Database,
    private readonly activity: ActivityLog,
  ) {}

  /** Stores a message, its recipients and its log line: all of it or nothing. */
  append(composed: Composed, line: ActivityLine): Promise<Message> {
    return this.database.transaction(async (transaction) => {
      const id = await this.insert(transaction, composed);
      await this.activity.add([line], transaction);
      const { recipients: _recipients, ...message } = composed;
      return { ...message, id };
    });
  }

  /** Those of `senders` who wrote to `recipient` after `since` (milliseconds since the Unix epoch). */
  async whoWroteTo(recipient: Address, senders: Address[], since: number): Promise<Set<string>> {
    if (senders.length === 0) return new Set();
    const rows = await this.database.run((manager) =>
      manager
        .createQueryBuilder(MessageRecipientRow, 'line')
        .select('DISTINCT line.sender_id', 'sender')
        .where({
          recipientKind: recipient.kind,
          recipientId: recipient.id,
          senderKind: 'user',
          senderId: In(senders.map(({ id }) => id)),
          sentAt: MoreThan(new Date(since)),
        })
        .getRawMany<{ sender: string }>(),
    );
    return new Set(rows.map(({ sender }) => sender));
  }

  /** Messages that `person` sent or received, newest first, older than `before` where it is given. */
  async history(person: Address, limit: number, before?: MessageId): Promise<Message[]> {
    const older = before === undefined ? {} : { messageId: LessThan(before) };
    return this.database.run(async (manager) => {
      const received = await manager.find(MessageRecipientRow, {
        where: { recipientKind: person.kind, recipientId: person.id, ...older },
        order: { messageId: 'DESC' },
        take: limit,
        select: { messageId: true, recipientKind: true, recipientId: true },
      });
      const sent = await manager.find(MessageRow, {
        where: {
          senderKind: person.kind,
          senderId: person.id,
          ...(before === undefined ? {} : { id: LessThan(before) }),
        },
        order: { id: 'DESC' },
        take: limit,
      });
      const others = received.length
        ? await manager.findBy(MessageRow, { id: In(received.map(({ messageId }) => messageId)) })
        : [];
      // Two pages of one index each, merged: neither side can push the other out.
      return [...new Map([...sent, ...others].map((row) => [String(row.id), row])).values()]
        .sort((one, other) => Number(BigInt(other.id) - BigInt(one.id)))
        .slice(0, limit)
        .map(messageOf);
    });
  }

  /** Whom each of the messages went to. */
  async recipientsOf(messages: MessageId[]): Promise<Map<MessageId, Address[]>> {
    const recipients = new Map<MessageId, Address[]>(messages.map((id) => [id, []]));
    if (messages.length === 0) return recipients;
    const rows = await this.database.run((manager) =>
      manager.find(MessageRecipientRow, {
        where: { messageId: In(messages) },
        order: { recipientId: 'ASC' },
      }),
    );
    for (const { messageId, recipientKind, recipientId } of rows)
      recipients.get(String(messageId))?.push({ kind: recipientKind, id: recipientId });
    return recipients;
  }

  /** How many each of the messages went to; one query, whatever their number. */
  async recipientCounts(messages: MessageId[]): Promise<Map<MessageId, number>> {
    if (messages.length === 0) return new Map();
    const rows = await this.database.run((manager) =>
      manager
        .createQueryBuilder(MessageRecipientRow, 'line')
        .select('line.message_id', 'id')
        .addSelect('COUNT(*)', 'people')
        .where({ messageId: In(messages) })
        .groupBy('line.message_id')
        .getRawMany<{ id: string | number; people: string | number }>(),
    );
    return new Map(rows.map(({ id, people }) => [String(id), Number(people)]));
  }

  private async insert(transaction: Transaction, { recipients, ...message }: Composed): Promise<MessageId> {
    const sentAt = new Date(message.sentAt);
    const sender = { senderKind: message.sender.kind, senderId: message.sender.id, sentAt };
    const inserted = await transaction.insert(MessageRow, {
      kind: message.kind,
      text: message.text,
      ...sender,
    });
    const messageId = (inserted.identifiers[0] as { id: string | number }).id;
    const rows = recipients.map(({ kind, id }) => ({
      messageId,
      recipientKind: kind,
      recipientId: id,
      ...sender,
    }));
    for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT)
      await transaction
        .createQueryBuilder()
        .insert()
        .into(MessageRecipientRow)
        .values(rows.slice(start, start + ROWS_A_STATEMENT))
        .updateEntity(false)
        .execute();
    return String(messageId);
  }
}

const messageOf = (row: MessageRow): Message => ({
  id: String(row.id),
  kind: 'text',
  sender: { kind: row.senderKind, id: row.senderId },
  text: row.text,
  sentAt: row.sentAt.getTime(),
});

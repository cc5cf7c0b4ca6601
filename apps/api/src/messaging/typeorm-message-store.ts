import { Injectable } from '@nestjs/common';
import { LessThan, In, MoreThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import type { ActivityLine } from '../activity/activity-line';
import { ActivityLog } from '../activity/typeorm-activity-log';
import { Database, type Transaction } from '../platform/database/database';
import { MessageRecipientRow } from './message-recipient.row';
import { MessageRow } from './message.row';
import type { Address, Composed, Message, MessageId } from './message';

/** Which of a person's messages are asked for. */
export interface Excerpt {
  /** How many at most. */
  limit: number;
  /** Only older ones than this. */
  before?: MessageId | undefined;
  /** Only those between the person and this user or bot. */
  other?: string | undefined;
  /** Only those that the person sent. */
  sentOnly?: boolean;
}

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

  /** Messages that `person` sent or received, newest first. */
  async history(person: Address, excerpt: Excerpt): Promise<Message[]> {
    const { limit, other, sentOnly = false } = excerpt;
    return this.database.run(async (manager) => {
      const sent =
        other === undefined
          ? await sentBy(manager, person, excerpt)
          : await linesOf(manager, { recipientId: other, ...senderOf(person) }, excerpt);
      const received = sentOnly
        ? []
        : await linesOf(
            manager,
            {
              recipientKind: person.kind,
              recipientId: person.id,
              ...(other === undefined ? {} : { senderId: other }),
            },
            excerpt,
          );
      // Two pages of one index each, merged: neither side can push the other out.
      const ids = [...new Set([...sent, ...received])].sort(newestFirst).slice(0, limit);
      if (ids.length === 0) return [];
      const rows = await manager.findBy(MessageRow, { id: In(ids) });
      return rows.map(messageOf).sort((one, other) => newestFirst(one.id, other.id));
    });
  }

  /** Those of the messages that went to more than one; it asks for two recipients of each, however many there are. */
  async toSeveral(messages: MessageId[]): Promise<Set<MessageId>> {
    if (messages.length === 0) return new Set();
    const rows = await this.database.run((manager) =>
      manager
        .createQueryBuilder(MessageRow, 'message')
        .select('message.id', 'id')
        .where({ id: In(messages) })
        .andWhere(
          '(SELECT line.recipient_id FROM message_recipient line ' +
            'WHERE line.message_id = message.id LIMIT 1 OFFSET 1) IS NOT NULL',
        )
        .getRawMany<{ id: string | number }>(),
    );
    return new Set(rows.map(({ id }) => String(id)));
  }

  /** Whom each of the messages went to. */
  async recipientsOf(messages: MessageId[]): Promise<Map<MessageId, Address[]>> {
    const recipients = new Map<MessageId, Address[]>(messages.map((id) => [id, []]));
    if (messages.length === 0) return recipients;
    const rows = await this.database.run((manager) =>
      // Plain rows: a page of messages to a whole campus has a hundred thousand of them.
      manager
        .createQueryBuilder(MessageRecipientRow, 'line')
        .select('line.message_id', 'message')
        .addSelect('line.recipient_kind', 'kind')
        .addSelect('line.recipient_id', 'id')
        .where({ messageId: In(messages) })
        .orderBy('line.message_id')
        .addOrderBy('line.recipient_kind')
        .addOrderBy('line.recipient_id')
        .getRawMany<Address & { message: string | number }>(),
    );
    for (const { message, kind, id } of rows) recipients.get(String(message))?.push({ kind, id });
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

/** Ids of the messages that somebody sent, by their index. */
async function sentBy(
  manager: EntityManager,
  sender: Address,
  { limit, before }: Excerpt,
): Promise<MessageId[]> {
  const rows = await manager.find(MessageRow, {
    where: { ...senderOf(sender), ...(before === undefined ? {} : { id: LessThan(before) }) },
    order: { id: 'DESC' },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => String(id));
}

/** Ids of the messages whose line for a recipient is such, by the index of recipients or of conversations. */
async function linesOf(
  manager: EntityManager,
  line: FindOptionsWhere<MessageRecipientRow>,
  { limit, before }: Excerpt,
): Promise<MessageId[]> {
  const rows = await manager.find(MessageRecipientRow, {
    where: { ...line, ...(before === undefined ? {} : { messageId: LessThan(before) }) },
    order: { messageId: 'DESC' },
    take: limit,
    select: { messageId: true, recipientKind: true, recipientId: true },
  });
  return rows.map(({ messageId }) => String(messageId));
}

const senderOf = ({ kind, id }: Address) => ({ senderKind: kind, senderId: id });

/** Ids grow with time and can outgrow a number. */
const newestFirst = (one: MessageId, other: MessageId): number => Number(BigInt(other) - BigInt(one));

const messageOf = (row: MessageRow): Message => ({
  id: String(row.id),
  kind: 'text',
  sender: { kind: row.senderKind, id: row.senderId },
  text: row.text,
  sentAt: row.sentAt.getTime(),
});

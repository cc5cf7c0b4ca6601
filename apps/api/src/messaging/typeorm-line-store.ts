import { Injectable } from '@nestjs/common';
import { Between, In, IsNull, type ObjectLiteral } from 'typeorm';
import type { Address } from '../auth/address';
import { Database } from '../platform/database/database';
import { MailboxRow } from './mailbox.row';
import { MessageRecipientRow } from './message-recipient.row';
import type { Progress } from './message-answer';
import type { Line, MessageId } from './message';

/** One recipient of a message, and how far it has come with them. */
export interface RecipientLine extends Line {
  readonly delivered: boolean;
  readonly seen: boolean;
}

/** One message of a recipient: its place in their order. */
export interface NumberedMessage {
  readonly message: MessageId;
  readonly sequence: number;
  readonly sender: Address;
  readonly seen: boolean;
}

/** A message that somebody has, or has seen, since just now. */
export interface Change {
  readonly message: MessageId;
  readonly sender: Address;
}

/** What a message is to each of those who got it. */
@Injectable()
export class LineStore {
  constructor(private readonly database: Database) {}

  /** Whom each of the messages went to. */
  async recipientsOf(messages: readonly MessageId[]): Promise<Map<MessageId, RecipientLine[]>> {
    const recipients = new Map<MessageId, RecipientLine[]>(messages.map((id) => [id, []]));
    if (messages.length === 0) return recipients;
    const rows = await this.database.run((manager) =>
      // Plain rows: a page of messages to a whole campus has a hundred thousand of them.
      manager
        .createQueryBuilder(MessageRecipientRow, 'line')
        .select('line.message_id', 'message')
        .addSelect('line.recipient_kind', 'kind')
        .addSelect('line.recipient_id', 'id')
        .addSelect('line.sequence', 'sequence')
        .addSelect('line.delivered_at IS NOT NULL', 'delivered')
        .addSelect('line.seen_at IS NOT NULL', 'seen')
        .where({ messageId: In(messages) })
        .orderBy('line.message_id')
        .addOrderBy('line.recipient_kind')
        .addOrderBy('line.recipient_id')
        .getRawMany<Address & Record<'message' | 'sequence' | 'delivered' | 'seen', string | number>>(),
    );
    for (const { message, kind, id, sequence, delivered, seen } of rows)
      recipients.get(String(message))?.push({
        recipient: { kind, id },
        sequence: Number(sequence),
        delivered: Number(delivered) === 1,
        seen: Number(seen) === 1,
      });
    return recipients;
  }

  /** How far each of the messages has come; one query, whatever their number. */
  async progressOf(
    messages: readonly MessageId[],
  ): Promise<Map<MessageId, Progress & { recipients: number }>> {
    if (messages.length === 0) return new Map();
    const rows = await this.database.run((manager) =>
      manager
        .createQueryBuilder(MessageRecipientRow, 'line')
        .select('line.message_id', 'id')
        .addSelect('COUNT(*)', 'recipients')
        .addSelect('COUNT(line.delivered_at)', 'delivered')
        .addSelect('COUNT(line.seen_at)', 'seen')
        .where({ messageId: In(messages) })
        .groupBy('line.message_id')
        .getRawMany<Record<'id' | 'recipients' | 'delivered' | 'seen', string | number>>(),
    );
    return new Map(
      rows.map(({ id, recipients, delivered, seen }) => [
        String(id),
        { recipients: Number(recipients), delivered: Number(delivered), seen: Number(seen) },
      ]),
    );
  }

  /** Those of the messages that the reader received and has seen. */
  async seenBy(reader: Address, messages: readonly MessageId[]): Promise<Set<MessageId>> {
    if (messages.length === 0) return new Set();
    const rows = await this.database.run((manager) =>
      manager
        .createQueryBuilder(MessageRecipientRow, 'line')
        .select('line.message_id', 'id')
        .where({ ...lineOf(reader), messageId: In(messages) })
        .andWhere('line.seen_at IS NOT NULL')
        .getRawMany<{ id: string | number }>(),
    );
    return new Set(rows.map(({ id }) => String(id)));
  }

  /** The recipient's messages after a number, in their order. */
  async after(recipient: Address, sequence: number, limit: number): Promise<NumberedMessage[]> {
    const rows = await this.database.run((manager) =>
      manager
        .createQueryBuilder(MessageRecipientRow, 'line')
        .select('line.message_id', 'message')
        .addSelect('line.sequence', 'sequence')
        .addSelect('line.sender_kind', 'kind')
        .addSelect('line.sender_id', 'id')
        .addSelect('line.seen_at IS NOT NULL', 'seen')
        .where(lineOf(recipient))
        .andWhere('line.sequence > :sequence', { sequence })
        .orderBy('line.sequence')
        .limit(limit)
        .getRawMany<Address & Record<'message' | 'sequence' | 'seen', string | number>>(),
    );
    return rows.map(({ message, sequence: place, kind, id, seen }) => ({
      message: String(message),
      sequence: Number(place),
      sender: { kind, id },
      seen: Number(seen) === 1,
    }));
  }

  /** The number that the recipient's last message has, and which one that is; it may have been deleted since. */
  async head(recipient: Address): Promise<{ sequence: number; id: MessageId | null }> {
    const row = await this.database.run((manager) =>
      manager
        .createQueryBuilder(MailboxRow, 'mailbox')
        .leftJoin(
          MessageRecipientRow,
          'line',
          'line.recipient_kind = mailbox.recipient_kind AND line.recipient_id = mailbox.recipient_id ' +
            'AND line.sequence = mailbox.sequence',
        )
        .select('mailbox.sequence', 'sequence')
        .addSelect('line.message_id', 'id')
        .where(lineOf(recipient))
        .getRawOne<{ sequence: string | number; id: string | number | null }>(),
    );
    if (!row) return { sequence: 0, id: null };
    return { sequence: Number(row.sequence), id: row.id === null ? null : String(row.id) };
  }

  async sequenceOf(recipient: Address, message: MessageId): Promise<number | undefined> {
    const row = await this.database.run((manager) =>
      manager.findOne(MessageRecipientRow, {
        where: { ...lineOf(recipient), messageId: message },
        select: { messageId: true, recipientKind: true, recipientId: true, sequence: true },
      }),
    );
    return row ? Number(row.sequence) : undefined;
  }

  /** Of so many messages of the recipient up to a number, those that are not noted as delivered. */
  async undelivered(recipient: Address, upTo: number, count: number): Promise<MessageId[]> {
    const rows = await this.database.run((manager) =>
      manager.find(MessageRecipientRow, {
        where: { ...lineOf(recipient), sequence: Between(upTo - count + 1, upTo), deliveredAt: IsNull() },
        select: { messageId: true, recipientKind: true, recipientId: true },
      }),
    );
    return rows.map(({ messageId }) => String(messageId));
  }

  /** Notes who has which messages. Answers those lines that were not noted before. */
  async markDelivered(
    lines: readonly { recipient: Address; message: MessageId }[],
    at: number,
  ): Promise<Change[]> {
    return this.database.run(async (manager) => {
      // Only rows that are there and still open are touched: no gap is locked, and nothing is written twice.
      const fresh = await manager
        .createQueryBuilder(MessageRecipientRow, 'line')
        .select('line.message_id', 'message')
        .addSelect('line.recipient_kind', 'recipient_kind')
        .addSelect('line.recipient_id', 'recipient_id')
        .addSelect('line.sender_kind', 'sender_kind')
        .addSelect('line.sender_id', 'sender_id')
        .where(...theseLines(lines))
        .andWhere('delivered_at IS NULL')
        .getRawMany<FreshLine>();
      if (fresh.length === 0) return [];
      await manager
        .createQueryBuilder()
        .update(MessageRecipientRow)
        .set({ deliveredAt: new Date(at) })
        .where(...theseLines(fresh.map(keyOf)))
        .execute();
      return fresh.map(({ message, sender_kind, sender_id }) => ({
        message: String(message),
        sender: { kind: sender_kind, id: sender_id },
      }));
    });
  }

  /** Notes what the reader has seen; what they never received is ignored. Answers what was not noted before. */
  async markSeen(reader: Address, messages: readonly MessageId[], at: number): Promise<Change[]> {
    return this.database.run(async (manager) => {
      const fresh = await manager.find(MessageRecipientRow, {
        where: { ...lineOf(reader), messageId: In(messages), seenAt: IsNull() },
        select: {
          messageId: true,
          recipientKind: true,
          recipientId: true,
          senderKind: true,
          senderId: true,
        },
      });
      if (fresh.length === 0) return [];
      const seenAt = new Date(at);
      await manager
        .createQueryBuilder()
        .update(MessageRecipientRow)
        .set({ seenAt, deliveredAt: () => 'COALESCE(delivered_at, :seenAt)' })
        .setParameter('seenAt', seenAt)
        .where({ ...lineOf(reader), messageId: In(fresh.map(({ messageId }) => messageId)) })
        .execute();
      return fresh.map(changeOf);
    });
  }
}

const lineOf = ({ kind, id }: Address) => ({ recipientKind: kind, recipientId: id });

/** A line as the engines hand it over. */
interface FreshLine {
  message: string | number;
  recipient_kind: Address['kind'];
  recipient_id: string;
  sender_kind: Address['kind'];
  sender_id: string;
}

const keyOf = ({ message, recipient_kind, recipient_id }: FreshLine) => ({
  message: String(message),
  recipient: { kind: recipient_kind, id: recipient_id },
});

const changeOf = ({ messageId, senderKind, senderId }: MessageRecipientRow): Change => ({
  message: String(messageId),
  sender: { kind: senderKind, id: senderId },
});

/**
 * The lines by their primary key: one condition for each message, in one order of row locks everywhere.
 * As text, because TypeORM takes longer to write it than the database to follow it.
 */
function theseLines(
  lines: readonly { recipient: Address; message: MessageId }[],
): [condition: string, parameters: ObjectLiteral] {
  const groups = new Map<string, { message: MessageId; kind: Address['kind']; ids: string[] }>();
  for (const { message, recipient } of lines) {
    const key = `${message} ${recipient.kind}`;
    const group = groups.get(key) ?? { message, kind: recipient.kind, ids: [] };
    group.ids.push(recipient.id);
    groups.set(key, group);
  }
  const conditions: string[] = [];
  const parameters: ObjectLiteral = {};
  for (const [index, { message, kind, ids }] of [...groups.values()].entries()) {
    conditions.push(
      `message_id = :message${index} AND recipient_kind = :kind${index} AND recipient_id IN (:...ids${index})`,
    );
    Object.assign(parameters, {
      [`message${index}`]: message,
      [`kind${index}`]: kind,
      [`ids${index}`]: ids,
    });
  }
  return [`(${conditions.join(' OR ')})`, parameters];
}

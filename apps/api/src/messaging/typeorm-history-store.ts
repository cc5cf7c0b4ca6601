import { Injectable } from '@nestjs/common';
import { In, LessThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import type { Address } from '../auth/address';
import { Database } from '../platform/database/database';
import { MessageRecipientRow } from './message-recipient.row';
import { messageOf, MessageRow } from './message.row';
import type { Message, MessageId } from './message';

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

/** What somebody sent and received, by the indexes. */
@Injectable()
export class HistoryStore {
  constructor(private readonly database: Database) {}

  /**
   * Messages that `person` sent or received, newest first.
   *
   * Of one's own messages to a whole building none is "between" oneself and somebody:
   * that would tell who was there.
   */
  async history(person: Address, excerpt: Excerpt): Promise<Message[]> {
    const { limit, other, sentOnly = false } = excerpt;
    return this.database.run(async (manager) => {
      const sent =
        other === undefined
          ? await sentBy(manager, person, excerpt)
          : await linesOf(manager, { recipientId: other, ...senderOf(person) }, excerpt, TO_CHOSEN_PEOPLE);
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
  condition?: string,
): Promise<MessageId[]> {
  const query = manager
    .createQueryBuilder(MessageRecipientRow, 'line')
    .select('line.message_id', 'id')
    .where(line)
    .orderBy('line.message_id', 'DESC')
    .limit(limit);
  if (before !== undefined) query.andWhere({ messageId: LessThan(before) });
  if (condition !== undefined) query.andWhere(condition);
  const rows = await query.getRawMany<{ id: string | number }>();
  return rows.map(({ id }) => String(id));
}

const TO_CHOSEN_PEOPLE = '(SELECT b_id FROM message WHERE message.id = line.message_id) IS NULL';

const senderOf = ({ kind, id }: Address) => ({ senderKind: kind, senderId: id });

/** Ids grow with time and can outgrow a number. */
const newestFirst = (one: MessageId, other: MessageId): number => Number(BigInt(other) - BigInt(one));

import { Injectable } from '@nestjs/common';
import { In, LessThan, type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database';
import { MessageRecipientRow } from './message-recipient.row';
import { MessageRow } from './message.row';

/** A message to a whole campus has a hundred thousand lines: what goes with a message is counted too. */
const MESSAGES_A_STEP = 100;

/**
 * Removes messages from before some time, with all that hangs on them.
 *
 * Where a recipient's numbers stand is kept, so none is given twice and a cursor
 * beyond what was removed stays right.
 */
@Injectable()
export class OldMessages {
  constructor(private readonly database: Database) {}

  /** Removes a part, of about `limit` rows; how many it were, 0 when no message is from before `time`. */
  removeBefore(time: number, limit: number): Promise<number> {
    return this.database.run(async (manager) => {
      const messages = await manager.find(MessageRow, {
        where: { sentAt: LessThan(new Date(time)) },
        order: { sentAt: 'ASC' },
        take: MESSAGES_A_STEP,
        select: { id: true },
      });
      if (messages.length === 0) return 0;
      const ids = messages.map(({ id }) => id);
      const lines = await manager.find(MessageRecipientRow, {
        where: { messageId: In(ids) },
        order: { messageId: 'ASC', recipientKind: 'ASC', recipientId: 'ASC' },
        take: limit + 1,
        select: { messageId: true, recipientKind: true, recipientId: true },
      });
      if (lines.length <= limit) return remove(manager, ids, lines.length);
      // The last of them may have more lines than were read.
      const cut = lines.at(-1)?.messageId;
      const whole = lines.filter(({ messageId }) => messageId !== cut);
      if (whole.length > 0)
        return remove(manager, [...new Set(whole.map(({ messageId }) => messageId))], whole.length);
      return removeLines(manager, lines.slice(0, limit));
    });
  }
}

/** Lines and outbox go with their message, by the database's own rule. */
async function remove(manager: EntityManager, ids: MessageRow['id'][], lines: number): Promise<number> {
  await manager.delete(MessageRow, { id: In(ids) });
  return ids.length + lines;
}

/** A part of one message's lines. */
async function removeLines(manager: EntityManager, lines: MessageRecipientRow[]): Promise<number> {
  const [first] = lines;
  if (!first) return 0;
  const { messageId, recipientKind } = first;
  const ofOneKind = lines.filter((line) => line.recipientKind === recipientKind);
  const recipientId = In(ofOneKind.map((line) => line.recipientId));
  await manager.delete(MessageRecipientRow, { messageId, recipientKind, recipientId });
  return ofOneKind.length;
}

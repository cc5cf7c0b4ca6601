import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import type { ActivityLine } from '../activity/activity-line';
import { ActivityLog } from '../activity/typeorm-activity-log';
import type { Address } from '../auth/address';
import type { HolderId } from '../auth/sign-in';
import { Database, type Transaction } from '../platform/database/database';
import { MessageRecipientRow } from './message-recipient.row';
import { messageOf, MessageRow } from './message.row';
import type { Composed, Line, Message, MessageId } from './message';
import { takeNumbers } from './typeorm-mailboxes';
import { OutboxStore } from './typeorm-outbox-store';

/** SQLite allows so many values in a statement; MySQL far more. */
const ROWS_A_STATEMENT = 1000;
/** A message that was stored is handed to the queues at once; if it still waits after this long, the outbox does it. */
const HANDED_ON_WITHIN_MS = 5000;

/** What else is written when a message is stored that goes to so many. */
export type Alongside = (transaction: Transaction, recipients: number) => Promise<void>;

/** A message that was just stored, and each recipient's number of it. */
export interface Stored {
  readonly message: Message;
  readonly lines: Line[];
}

/** Every message ever sent; the truth that queues are quick copies of. */
@Injectable()
export class MessageStore {
  constructor(
    private readonly database: Database,
    private readonly activity: ActivityLog,
    private readonly outbox: OutboxStore,
  ) {}

  /**
   * Stores a message, its lines with their numbers, its log line and its place in
   * the outbox: all of it or nothing.
   *
   * Eight statements for up to 1000 recipients, BEGIN and COMMIT included. The
   * mailboxes come as late as can be: others who write to the same people wait for them.
   *
   * @param alongside written in the same transaction
   * @throws Error when the sender used the idempotency key before
   */
  append(composed: Composed, line: ActivityLine, alongside?: Alongside): Promise<Stored> {
    return this.database.transaction(async (transaction) => {
      const id = await insertMessage(transaction, composed);
      await this.activity.add([line], transaction);
      await alongside?.(transaction, composed.recipients.length);
      await this.outbox.add(transaction, id, composed.sentAt + HANDED_ON_WITHIN_MS);
      const lines = await takeNumbers(transaction, composed.recipients);
      await insertLines(transaction, id, composed, lines);
      const { recipients, ...message } = composed;
      return { message: { ...message, id, recipientCount: recipients.length }, lines };
    });
  }

  /** The message that a sender stored under a key. */
  async byKey(sender: Address, key: string): Promise<Message | undefined> {
    const row = await this.database.run((manager) =>
      manager.findOneBy(MessageRow, { senderKind: sender.kind, senderId: sender.id, idempotencyKey: key }),
    );
    return row ? messageOf(row) : undefined;
  }

  /** Messages by their ids; those that are gone are left out. */
  async find(ids: readonly MessageId[]): Promise<Map<MessageId, Message>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.run((manager) => manager.findBy(MessageRow, { id: In(ids) }));
    return new Map(rows.map(messageOf).map((message) => [message.id, message]));
  }

  /** Those of the users and bots called `ids` who wrote to `recipient` after `since` (milliseconds since the Unix epoch). */
  async whoWroteTo(recipient: Address, ids: readonly HolderId[], since: number): Promise<Address[]> {
    if (ids.length === 0) return [];
    return this.database.run((manager) =>
      manager
        .createQueryBuilder(MessageRecipientRow, 'line')
        .select('line.sender_kind', 'kind')
        .addSelect('line.sender_id', 'id')
        .distinct()
        .where({
          recipientKind: recipient.kind,
          recipientId: recipient.id,
          senderKind: In(['user', 'bot']), // named, for the index
          senderId: In(ids),
          sentAt: MoreThan(new Date(since)),
        })
        .getRawMany<Address>(),
    );
  }
}

async function insertMessage(transaction: Transaction, composed: Composed): Promise<MessageId> {
  const inserted = await transaction.insert(MessageRow, {
    kind: composed.kind,
    text: composed.text,
    idempotencyKey: composed.idempotencyKey ?? null,
    buildingId: composed.buildingId ?? null,
    recipientCount: composed.recipients.length,
    ...sentBy(composed),
  });
  return String((inserted.identifiers[0] as { id: string | number }).id);
}

async function insertLines(
  transaction: Transaction,
  messageId: MessageId,
  composed: Composed,
  lines: readonly Line[],
): Promise<void> {
  const { connection } = transaction;
  const sentAt = connection.getMetadata(MessageRecipientRow).findColumnWithPropertyName('sentAt');
  if (!sentAt) throw new Error('Lines have no time');
  // Plain SQL: TypeORM takes far longer to write such a statement than the database to run it.
  const sent = [
    composed.sender.kind,
    composed.sender.id,
    connection.driver.preparePersistentValue(new Date(composed.sentAt), sentAt) as Date | string,
  ];
  for (let start = 0; start < lines.length; start += ROWS_A_STATEMENT) {
    const some = lines.slice(start, start + ROWS_A_STATEMENT);
    await transaction.query(
      'INSERT INTO `message_recipient` (`message_id`, `recipient_kind`, `recipient_id`, `sequence`, ' +
        `\`sender_kind\`, \`sender_id\`, \`sent_at\`) VALUES ${some.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
      some.flatMap(({ recipient: { kind, id }, sequence }) => [messageId, kind, id, sequence, ...sent]),
    );
  }
}

const sentBy = ({ sender, sentAt }: Composed) => ({
  senderKind: sender.kind,
  senderId: sender.id,
  sentAt: new Date(sentAt),
});

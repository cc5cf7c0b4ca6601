import { Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual } from 'typeorm';
import { Database, type Transaction } from '../platform/database/database';
import type { MessageId } from './message';
import { OutboxRow } from './outbox.row';

/** A stored message that waits to be handed to the queues. */
export interface Waiting {
  readonly message: MessageId;
  /** Failed attempts so far. */
  readonly attempts: number;
}

const LONGEST_FAULT = 250;
const REMOVED_AT_ONCE = 100;

/** Stored messages that are not known to have been handed to the queues. */
@Injectable()
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /** Notes a message in the transaction that stores it; it falls due at `dueAt`, in milliseconds since the Unix epoch. */
  async add(transaction: Transaction, message: MessageId, dueAt: number): Promise<void> {
    await transaction
      .createQueryBuilder()
      .insert()
      .into(OutboxRow)
      .values({ messageId: message, attempts: 0, dueAt: new Date(dueAt) })
      .updateEntity(false)
      .execute();
  }

  /** Those that are due, the longest due first, by the index: what is not due costs nothing. */
  async due(now: number, limit: number): Promise<Waiting[]> {
    const rows = await this.database.run((manager) =>
      manager.find(OutboxRow, {
        where: { setAsideAt: IsNull(), dueAt: LessThanOrEqual(new Date(now)) },
        order: { dueAt: 'ASC', messageId: 'ASC' },
        take: limit,
        select: { messageId: true, attempts: true },
      }),
    );
    return rows.map(({ messageId, attempts }) => ({ message: String(messageId), attempts }));
  }

  /**
   * Takes messages out, each by its own key: of a table that is small because it is
   * emptied all the time MySQL would read all of it for a list of keys, and wait for,
   * and hold up, everybody who is just sending.
   */
  async remove(messages: readonly MessageId[]): Promise<void> {
    for (let start = 0; start < messages.length; start += REMOVED_AT_ONCE)
      await this.database.transaction(async (transaction) => {
        for (const messageId of messages.slice(start, start + REMOVED_AT_ONCE))
          await transaction.delete(OutboxRow, { messageId });
      });
  }

  /** Notes one more failure; the next attempt is at `dueAt`. */
  async postpone({ message, attempts }: Waiting, dueAt: number): Promise<void> {
    await this.database.run((manager) =>
      manager.update(OutboxRow, { messageId: message }, { attempts: attempts + 1, dueAt: new Date(dueAt) }),
    );
  }

  /** Gives a message up after one more failure; an operator has to look at it. */
  async setAside({ message, attempts }: Waiting, at: number, fault: string): Promise<void> {
    await this.database.run((manager) =>
      manager.update(
        OutboxRow,
        { messageId: message },
        {
          attempts: attempts + 1,
          setAsideAt: new Date(at),
          fault: [...fault].slice(0, LONGEST_FAULT).join(''),
        },
      ),
    );
  }

  /** How many wait, and how many were given up. */
  async depth(): Promise<{ waiting: number; setAside: number }> {
    const row = await this.database.run((manager) =>
      manager
        .createQueryBuilder(OutboxRow, 'outbox')
        .select('COUNT(*)', 'all')
        .addSelect('COUNT(outbox.set_aside_at)', 'setAside')
        .getRawOne<{ all: string | number; setAside: string | number }>(),
    );
    const setAside = Number(row?.setAside ?? 0);
    return { waiting: Number(row?.all ?? 0) - setAside, setAside };
  }
}

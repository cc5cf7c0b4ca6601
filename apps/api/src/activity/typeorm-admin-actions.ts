import { Injectable } from '@nestjs/common';
import type { AdminAction } from '@perto/contract';
import { Between, LessThan } from 'typeorm';
import { Database, type Transaction } from '../platform/database/database';
import { AdminActionRow } from './admin-action.row';
import { removeRows } from './typeorm-removal';

const LONGEST_DETAIL = 500;

/** Something that an admin did. */
export interface Deed {
  admin: string;
  action: AdminAction;
  /** What it was done to: an id, or the name of a list. */
  target: string;
  /** In words; cut where it is too long. */
  detail: string;
  /** Milliseconds since the Unix epoch. */
  at: number;
}
export interface NotedDeed extends Deed {
  id: string;
}

export interface DeedFilter {
  admin?: string | undefined;
  /** Milliseconds since the Unix epoch, both included. */
  from?: number | undefined;
  to?: number | undefined;
  /** Only what was noted before the deed with this id. */
  before?: string | undefined;
  limit: number;
}

/** What admins did, as it was written down with what they changed. */
@Injectable()
export class AdminActions {
  constructor(private readonly database: Database) {}

  /** Notes deeds, as part of `transaction` where something else is changed too. */
  async note(deeds: readonly Deed[], transaction?: Transaction): Promise<void> {
    if (!transaction) return this.database.run((manager) => this.note(deeds, manager));
    for (const { admin, detail, at, ...deed } of deeds)
      await transaction.insert(AdminActionRow, {
        ...{ ...deed, adminId: admin, at: new Date(at) },
        detail: [...detail].slice(0, LONGEST_DETAIL).join(''),
      });
  }

  /** Newest first. */
  async page({ admin, from, to, before, limit }: DeedFilter): Promise<NotedDeed[]> {
    const rows = await this.database.run((manager) =>
      manager.find(AdminActionRow, {
        where: {
          ...(admin === undefined ? {} : { adminId: admin }),
          ...(before === undefined ? {} : { id: LessThan(before) }),
          ...(from === undefined && to === undefined
            ? {}
            : { at: Between(new Date(from ?? 0), new Date(to ?? LATEST)) }),
        },
        order: { id: 'DESC' },
        take: limit,
      }),
    );
    return rows.map(({ id, adminId, action, target, detail, at }) => ({
      ...{ id: String(id), admin: adminId, action, target, detail, at: at.getTime() },
    }));
  }

  /** Removes at most `limit` of the deeds from before `time` (milliseconds since the Unix epoch); how many it were. */
  removeBefore(time: number, limit: number): Promise<number> {
    return removeRows(this.database, AdminActionRow, {
      where: { at: LessThan(new Date(time)) },
      order: { at: 'ASC' },
      take: limit,
      select: { id: true },
    });
  }
}

/** The last moment that every database here can hold. */
const LATEST = Date.UTC(9999, 11, 31);

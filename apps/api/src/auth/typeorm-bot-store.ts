import { Injectable } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import { In, IsNull, LessThan, MoreThan } from 'typeorm';
import { Database, type Transaction } from '../platform/database/database';
import { PertoError } from '../platform/errors';
import { BotRow } from './bot.row';
import { IdClaims } from './id-claims';
import type { BotId } from './sign-in';
import { UserRow } from './user.row';

/** A bot as it was registered. */
export interface Bot {
  readonly id: BotId;
  readonly buildingId: string;
  readonly authorized: boolean;
  /** `sha256:` and the secret's digest in hexadecimal. */
  readonly secretDigest: string;
  readonly registeredAt: Date | null;
  /** When an admin last allowed or disallowed it; null while it waits for the first word. */
  readonly decidedAt: Date | null;
}

/** Every bot that was registered. */
@Injectable()
export class BotStore {
  constructor(
    private readonly database: Database,
    private readonly claims: IdClaims,
  ) {}

  async find(id: BotId): Promise<Bot | undefined> {
    return (await this.database.run((manager) => manager.findOneBy(BotRow, { id }))) ?? undefined;
  }

  /**
   * Notes a bot that waits for an admin.
   *
   * @throws PertoError `id_taken` when a bot or a user has the id
   * @throws PertoError `too_many_requests` when too many wait already
   */
  async register(bot: Pick<Bot, 'id' | 'buildingId' | 'secretDigest'>, at: number): Promise<void> {
    await this.claims.run(bot.id, () =>
      this.database.transaction(async (transaction) => {
        const { id } = bot;
        if ((await transaction.existsBy(BotRow, { id })) || (await transaction.existsBy(UserRow, { id })))
          throw new PertoError('id_taken', `${id} is the id of somebody else already.`);
        if ((await transaction.countBy(BotRow, WAITING)) >= LIMITS.waitingBots)
          throw new PertoError('too_many_requests', 'Too many bots wait for an admin.', undefined, 3600);
        await transaction.insert(BotRow, {
          ...bot,
          online: false,
          authorized: false,
          registeredAt: new Date(at),
          decidedAt: null,
        });
      }),
    );
  }

  /**
   * Notes an admin's word on a bot.
   *
   * @param alongside written in the same transaction
   * @throws PertoError `not_found` when there is no such bot
   */
  async decide(
    id: BotId,
    authorized: boolean,
    at: number,
    alongside?: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    await this.database.transaction(async (transaction) => {
      if (!(await transaction.existsBy(BotRow, { id })))
        throw new PertoError('not_found', `There is no bot ${id}.`);
      await transaction.update(BotRow, { id }, { authorized, decidedAt: new Date(at) });
      await alongside?.(transaction);
    });
  }

  async changeSecret(id: BotId, secretDigest: string): Promise<void> {
    await this.database.run((manager) => manager.update(BotRow, { id }, { secretDigest }));
  }

  /** Removes at most `limit` of those that have waited since before `time` (milliseconds since the Unix epoch); how many it were. */
  removeWaitingSince(time: number, limit: number): Promise<number> {
    return this.database.run(async (manager) => {
      const forgotten = await manager.find(BotRow, {
        where: { ...WAITING, registeredAt: LessThan(new Date(time)) },
        take: limit,
        select: { id: true },
      });
      if (forgotten.length > 0)
        await manager.delete(BotRow, { ...WAITING, id: In(forgotten.map(({ id }) => id)) });
      return forgotten.length;
    });
  }

  /** Bots in order of id, after one of them; `limit` at most. Those that an admin disallowed are not authorised either. */
  async list(filter: { authorized: boolean; after?: BotId | undefined; limit: number }): Promise<Bot[]> {
    const { authorized, after, limit } = filter;
    return this.database.run((manager) =>
      manager.find(BotRow, {
        where: { authorized, ...(after === undefined ? {} : { id: MoreThan(after) }) },
        order: { id: 'ASC' },
        take: limit,
      }),
    );
  }

  /** How many bots are authorised, and how many wait for the first word of an admin. */
  async counts(): Promise<{ allowed: number; waiting: number }> {
    const [allowed, waiting] = await this.database.run((manager) =>
      Promise.all([manager.countBy(BotRow, { authorized: true }), manager.countBy(BotRow, WAITING)]),
    );
    return { allowed, waiting };
  }

  /** The id of the building that each of the given bots speaks to; who is unknown is left out. */
  async buildingsOf(ids: BotId[]): Promise<Map<BotId, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.run((manager) =>
      manager.find(BotRow, { where: { id: In(ids) }, select: { id: true, buildingId: true } }),
    );
    return new Map(rows.map(({ id, buildingId }) => [id, buildingId]));
  }

  /** Those of the given bots that are not authorised. */
  async unauthorized(ids: BotId[]): Promise<Set<BotId>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.run((manager) =>
      manager.find(BotRow, { where: { id: In(ids), authorized: true }, select: { id: true } }),
    );
    const authorized = new Set(rows.map(({ id }) => id));
    return new Set(ids.filter((id) => !authorized.has(id)));
  }
}

const WAITING = { authorized: false, decidedAt: IsNull() };

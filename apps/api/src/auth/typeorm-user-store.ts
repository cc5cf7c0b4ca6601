import { Injectable } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import { In } from 'typeorm';
import { Database } from '../platform/database/database';
import { PertoError } from '../platform/errors';
import { BotRow } from './bot.row';
import { IdClaims } from './id-claims';
import type { UserId } from './sign-in';
import { UserRow } from './user.row';

/** A person as the sign-in provider names them; nothing else of theirs is kept. */
export interface Person {
  id: UserId;
  name: string;
}

/** Everybody who ever signed in. */
@Injectable()
export class UserStore {
  constructor(
    private readonly database: Database,
    private readonly claims: IdClaims,
  ) {}

  /**
   * Creates the person, or brings the name up to date. Users and bots share one
   * namespace: a bot that is not authorised makes way.
   *
   * @throws PertoError `conflict` when an authorised bot has the id
   */
  async welcome(person: Person): Promise<void> {
    await this.claims.run(person.id, () => this.write(person));
  }

  async find(id: UserId): Promise<{ name: string; radius: number } | undefined> {
    const row = await this.database.run((manager) => manager.findOneBy(UserRow, { id }));
    return row ? { name: row.name ?? row.id, radius: row.radius } : undefined;
  }

  /** Names of the given people; who is unknown or nameless is left out. */
  async names(ids: UserId[]): Promise<Map<UserId, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.run((manager) =>
      manager.find(UserRow, { where: { id: In(ids) }, select: { id: true, name: true } }),
    );
    return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
  }

  private async write(person: Person): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const bot = await transaction.findOneBy(BotRow, { id: person.id });
      if (bot?.authorized) throw new PertoError('conflict', `A bot has the id ${person.id} already.`);
      if (bot) {
        await transaction.query('UPDATE `log` SET `bot_id` = NULL WHERE `bot_id` = ?', [bot.id]);
        await transaction.delete(BotRow, { id: bot.id });
      }
      await transaction
        .createQueryBuilder()
        .insert()
        .into(UserRow)
        .values({ ...person, radius: LIMITS.defaultRadiusMetres })
        .orUpdate(['name'], ['id'])
        .updateEntity(false)
        .execute();
    });
  }
}

import { Injectable } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import { MoreThan } from 'typeorm';
import type { UserId } from '../auth/sign-in';
import { UserRow } from '../auth/user.row';
import { containing } from '../messaging/text-search';
import { Database } from '../platform/database/database';
import { partOf, type Part } from './list';

/** People that are looked through at once. */
const BATCH = 1000;

export interface ListedPerson {
  id: UserId;
  name: string | null;
}

interface PeopleQuery {
  after?: UserId | undefined;
  limit: number;
  search?: string | undefined;
}

/** Everybody who ever signed in, in order of id. */
@Injectable()
export class UserDirectory {
  constructor(private readonly database: Database) {}

  has(id: UserId): Promise<boolean> {
    return this.database.run((manager) => manager.existsBy(UserRow, { id }));
  }

  /**
   * Those who fit the search. Databases do not agree on what an accent is, so it is looked for here: so many
   * people are looked through and no more, and a page can be short though there is a next one.
   */
  async page({ after, limit, search }: PeopleQuery): Promise<Part<ListedPerson>> {
    if (search === undefined) return partOf(await this.following(after, limit + 1), limit, ({ id }) => id);
    const contains = containing(search);
    const found: ListedPerson[] = [];
    let seen = after;
    for (let looked = 0; looked < LIMITS.searchedUsers; looked += BATCH) {
      const batch = await this.following(seen, BATCH);
      found.push(...batch.filter(({ id, name }) => contains(id) || contains(name ?? '')));
      if (found.length > limit) return partOf(found, limit, ({ id }) => id);
      if (batch.length < BATCH) return { items: found, next: null };
      seen = batch.at(-1)?.id;
    }
    return { items: found, next: seen ?? null };
  }

  private async following(after: UserId | undefined, limit: number): Promise<ListedPerson[]> {
    return this.database.run((manager) =>
      manager.find(UserRow, {
        where: after === undefined ? {} : { id: MoreThan(after) },
        order: { id: 'ASC' },
        take: limit,
        select: { id: true, name: true },
      }),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { UserId } from '../auth/sign-in';
import { UserRow } from '../auth/user.row';
import { containing } from '../messaging/text-search';
import { Database } from '../platform/database/database';
import { partOf, searched, type Part } from './list';

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

  async page({ search, ...query }: PeopleQuery): Promise<Part<ListedPerson>> {
    const following = (after: UserId | undefined, limit: number) => this.following(after, limit);
    const idOf = ({ id }: ListedPerson) => id;
    if (search === undefined) return partOf(await following(query.after, query.limit + 1), query.limit, idOf);
    const contains = containing(search);
    return searched(following, query, ({ id, name }) => contains(id) || contains(name ?? ''), idOf);
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

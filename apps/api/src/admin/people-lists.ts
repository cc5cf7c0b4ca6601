import { Injectable } from '@nestjs/common';
import { LIMITS, type AdminListQuery, type AdminUser } from '@perto/contract';
import type { UserId } from '../auth/sign-in';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { Roster } from '../location/roster';
import { containing } from '../messaging/text-search';
import { PertoError } from '../platform/errors';
import { SessionRegistry } from '../presence/session-registry';
import { partAfter, type List, type Part, type Sized } from './list';
import { UserDirectory } from './typeorm-user-directory';

export const USERS: List<AdminUser> = {
  name: 'users',
  cursor: 'after',
  pageSize: LIMITS.maxAdminPageSize,
  columns: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    online: ({ online }) => online,
    sessions: ({ sessions }) => sessions,
    building_id: ({ building }) => building?.id ?? null,
    building: ({ building }) => building?.name ?? null,
  },
};

/** The people there are, and what they are at right now. */
@Injectable()
export class PeopleLists {
  constructor(
    private readonly directory: UserDirectory,
    private readonly sessions: SessionRegistry,
    private readonly roster: Roster,
    private readonly buildings: BuildingCatalogue,
  ) {}

  /** Everybody who ever signed in. */
  async all(query: Sized<AdminListQuery>): Promise<Part<AdminUser>> {
    const { items, next } = await this.directory.page(query);
    return { items: items.map(({ id, name }) => this.shown(id, name)), next };
  }

  online(query: Sized<AdminListQuery>): Part<AdminUser> {
    return this.among(this.sessions.online('user'), query);
  }

  /** @throws PertoError `not_found` when there is no such building */
  inBuilding(building: string, query: Sized<AdminListQuery>): Part<AdminUser> {
    if (!this.buildings.get(building)) throw new PertoError('not_found', `There is no building ${building}.`);
    return this.among(this.roster.peopleIn(building), query);
  }

  private among(online: UserId[], { after, limit, search }: Sized<AdminListQuery>): Part<AdminUser> {
    const contains = search === undefined ? () => true : containing(search);
    const fitting = online.filter((id) => contains(id) || contains(this.roster.of(id)?.name ?? ''));
    const { items, next } = partAfter(fitting, after, limit);
    return { items: items.map((id) => this.shown(id, this.roster.of(id)?.name ?? null)), next };
  }

  private shown(id: UserId, name: string | null): AdminUser {
    const sessions = [...this.sessions.of(id)].length;
    return { id, name, online: sessions > 0, sessions, building: this.roster.of(id)?.building ?? null };
  }
}

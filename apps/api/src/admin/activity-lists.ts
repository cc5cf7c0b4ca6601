import { Injectable } from '@nestjs/common';
import {
  LIMITS,
  type ActivityItem,
  type ActivityQuery,
  type AdminActionItem,
  type AdminActionsQuery,
  type AdminLogQuery,
  type BuildingLogLine,
  type UserLogLine,
} from '@perto/contract';
import { ActivityReader, type LineFilter, type NotedLine } from '../activity/typeorm-activity-reader';
import { AdminActions } from '../activity/typeorm-admin-actions';
import { UserStore } from '../auth/typeorm-user-store';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { PertoError } from '../platform/errors';
import { WallTime } from '../platform/wall-time';
import { partOf, type List, type Part, type Sized } from './list';
import { BotDirectory } from './typeorm-bot-directory';
import { UserDirectory } from './typeorm-user-directory';

export const USER_LOG: List<UserLogLine> = {
  name: 'user-log',
  cursor: 'before',
  pageSize: LIMITS.defaultLogPageSize,
  columns: { timestamp: ({ timestamp }) => timestamp, message: ({ message }) => message },
};
export const BUILDING_LOG: List<BuildingLogLine> = {
  name: 'building-log',
  cursor: 'before',
  pageSize: LIMITS.defaultLogPageSize,
  columns: {
    bot_id: ({ bot_id }) => bot_id,
    timestamp: ({ timestamp }) => timestamp,
    message: ({ message }) => message,
  },
};
export const ACTIVITY: List<ActivityItem> = {
  name: 'activity',
  cursor: 'before',
  pageSize: LIMITS.defaultPageSize,
  columns: {
    id: ({ id }) => id,
    at: ({ at }) => at,
    user_id: ({ user }) => user?.id ?? null,
    user: ({ user }) => user?.name ?? null,
    bot_id: ({ bot }) => bot,
    building_id: ({ building }) => building?.id ?? null,
    building: ({ building }) => building?.name ?? null,
    message: ({ message }) => message,
  },
};
export const ACTIONS: List<AdminActionItem> = {
  name: 'admin-actions',
  cursor: 'before',
  pageSize: LIMITS.defaultPageSize,
  columns: {
    id: ({ id }) => id,
    at: ({ at }) => at,
    admin: ({ admin }) => admin,
    action: ({ action }) => action,
    target: ({ target }) => target,
    detail: ({ detail }) => detail,
  },
};

/** What happened, newest first. */
@Injectable()
export class ActivityLists {
  constructor(
    private readonly log: ActivityReader,
    private readonly actions: AdminActions,
    private readonly people: UserDirectory,
    private readonly bots: BotDirectory,
    private readonly users: UserStore,
    private readonly buildings: BuildingCatalogue,
    private readonly wallTime: WallTime,
  ) {}

  /** @throws PertoError `not_found` when there is no such user */
  async ofUser(user: string, query: Sized<AdminLogQuery>): Promise<Part<UserLogLine>> {
    const part = await this.part({ ...query, user });
    if (part.items.length === 0 && !(await this.people.has(user)))
      throw new PertoError('not_found', `There is no user ${user}.`);
    return mapped(part, (line) => this.logLine(line));
  }

  /**
   * What bots said in a building.
   *
   * @throws PertoError `not_found` when there is no such building
   */
  async ofBuilding(building: string, query: Sized<AdminLogQuery>): Promise<Part<BuildingLogLine>> {
    if (!this.buildings.get(building)) throw new PertoError('not_found', `There is no building ${building}.`);
    const bots = await this.bots.speakingTo(building);
    const lines = await this.log.linesOfBots(bots, { ...query, building, limit: query.limit + 1 });
    const part = partOf(lines, query.limit, ({ id }) => id);
    return mapped(part, (line) => ({ bot_id: line.botId ?? '', ...this.logLine(line) }));
  }

  async all(query: Sized<ActivityQuery>): Promise<Part<ActivityItem>> {
    const part = await this.part(query);
    const ids = new Set(part.items.flatMap(({ userId }) => userId ?? []));
    const names = await this.users.names([...ids]);
    return mapped(part, (line) => this.item(line, names));
  }

  async ofAdmins(query: Sized<AdminActionsQuery>): Promise<Part<AdminActionItem>> {
    const deeds = await this.actions.page({ ...query, limit: query.limit + 1 });
    const part = partOf(deeds, query.limit, ({ id }) => id);
    return mapped(part, (deed) => ({ ...deed, at: new Date(deed.at).toISOString() }));
  }

  private async part(filter: LineFilter): Promise<Part<NotedLine>> {
    const lines = await this.log.lines({ ...filter, limit: filter.limit + 1 });
    return partOf(lines, filter.limit, ({ id }) => id);
  }

  private logLine({ at, message }: NotedLine): UserLogLine {
    return { timestamp: this.wallTime.of(new Date(at)), message };
  }

  private item(line: NotedLine, names: ReadonlyMap<string, string>): ActivityItem {
    const { id, at, userId, botId, buildingId, message } = line;
    return {
      id,
      at: new Date(at).toISOString(),
      user: userId === null ? null : { id: userId, name: names.get(userId) ?? null },
      bot: botId,
      building:
        buildingId === null
          ? null
          : { id: buildingId, name: this.buildings.get(buildingId)?.name ?? buildingId },
      message,
    };
  }
}

const mapped = <From, To>({ items, next }: Part<From>, map: (item: From) => To): Part<To> => ({
  items: items.map(map),
  next,
});

import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Database, type Transaction } from '../platform/database/database';
import type { ActivityLine } from './activity-line';
import { LogRow } from './log.row';

export interface NotedLine extends ActivityLine {
  id: string;
}

/** Lines that fit all that is said. */
export interface LineFilter {
  user?: string | undefined;
  building?: string | undefined;
  bot?: string | undefined;
  /** Milliseconds since the Unix epoch, both included. */
  from?: number | undefined;
  to?: number | undefined;
  /** Only lines from before the one with this id. */
  before?: string | undefined;
  limit: number;
}

/** Reads the log, newest first; each question is answered by an index. */
@Injectable()
export class ActivityReader {
  constructor(private readonly database: Database) {}

  lines(filter: LineFilter): Promise<NotedLine[]> {
    return this.database.run(async (manager) => {
      const query = questionOf(manager, filter, await placeOf(manager, filter.before));
      return (await query.getMany()).map(lineOf);
    });
  }

  /** What any of `bots` said. The newest of each are put in one order, however much they said in all. */
  linesOfBots(bots: readonly string[], filter: LineFilter): Promise<NotedLine[]> {
    return this.database.run(async (manager) => {
      const start = await placeOf(manager, filter.before);
      const rows: LogRow[] = [];
      for (const bot of bots) rows.push(...(await questionOf(manager, { ...filter, bot }, start).getMany()));
      return rows.sort(newestFirst).slice(0, filter.limit).map(lineOf);
    });
  }
}

/** A line's place in the log; its time is not known when the line is gone. */
interface LinePlace {
  id: string;
  at: Date | undefined;
}

async function placeOf(manager: Transaction, id: string | undefined): Promise<LinePlace | undefined> {
  if (id === undefined) return undefined;
  return { id, at: (await manager.findOneBy(LogRow, { id }))?.timestamp };
}

function questionOf(
  manager: Transaction,
  filter: LineFilter,
  start: LinePlace | undefined,
): SelectQueryBuilder<LogRow> {
  const query = manager.createQueryBuilder(LogRow, 'line');
  const condition = (sql: string, value: string | Date | undefined, name: string) =>
    value === undefined ? query : query.andWhere(`line.${sql} :${name}`, { [name]: value });
  condition('userId =', filter.user, 'user');
  condition('buildingId =', filter.building, 'building');
  condition('botId =', filter.bot, 'bot');
  condition('timestamp >=', dateOf(filter.from), 'from');
  condition('timestamp <=', dateOf(filter.to), 'to');
  condition('timestamp <=', start?.at, 'at');
  // Lines of one moment stand in the order of their ids; but a line can be written after a later one.
  if (start?.at) query.andWhere('(line.timestamp < :at OR line.id < :before)', { before: start.id });
  else condition('id <', start?.id, 'before');
  return query.orderBy('line.timestamp', 'DESC').addOrderBy('line.id', 'DESC').limit(filter.limit);
}

const dateOf = (time: number | undefined): Date | undefined =>
  time === undefined ? undefined : new Date(time);

const newestFirst = (one: LogRow, other: LogRow): number =>
  other.timestamp.getTime() - one.timestamp.getTime() || Number(other.id) - Number(one.id);

const lineOf = ({ id, message, userId, buildingId, botId, timestamp }: LogRow): NotedLine => ({
  ...{ id: String(id), message, userId, buildingId, botId },
  at: timestamp.getTime(),
});

import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../platform/database/database';
import { BotRow } from './bot.row';

/** Every bot that was registered. */
@Injectable()
export class BotStore {
  constructor(private readonly database: Database) {}

  /** The id of the building that each of the given bots speaks to; who is unknown is left out. */
  async buildingsOf(ids: string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.run((manager) =>
      manager.find(BotRow, { where: { id: In(ids) }, select: { id: true, buildingId: true } }),
    );
    return new Map(rows.map(({ id, buildingId }) => [id, buildingId]));
  }
}

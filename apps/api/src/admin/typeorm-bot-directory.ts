import { Injectable } from '@nestjs/common';
import { BotRow } from '../auth/bot.row';
import type { BotId } from '../auth/sign-in';
import type { BuildingId } from '../buildings/building';
import { Database } from '../platform/database/database';

/** Bots as those who run the place look for them. */
@Injectable()
export class BotDirectory {
  constructor(private readonly database: Database) {}

  /** Every bot that speaks to a building. */
  async speakingTo(buildingId: BuildingId): Promise<BotId[]> {
    const rows = await this.database.run((manager) =>
      manager.find(BotRow, { where: { buildingId }, select: { id: true } }),
    );
    return rows.map(({ id }) => id);
  }

  /** How many are connected, by the building that they speak to. */
  connected(): Promise<ReadonlyMap<BuildingId, number>> {
    return this.database.run(async (manager) => {
      const rows = await manager
        .createQueryBuilder(BotRow, 'bot')
        .select('bot.b_id', 'building')
        .addSelect('COUNT(*)', 'bots')
        .where({ online: true })
        .groupBy('bot.b_id')
        .getRawMany<{ building: BuildingId; bots: number | string }>();
      return new Map(rows.map(({ building, bots }) => [building, Number(bots)]));
    });
  }
}

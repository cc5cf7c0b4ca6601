import { Injectable } from '@nestjs/common';
import type { AdminOverview } from '@perto/contract';
import { BotStore } from '../auth/typeorm-bot-store';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { Roster } from '../location/roster';
import { Clock } from '../platform/clock';
import { SessionRegistry } from '../presence/session-registry';
import { BotDirectory } from './typeorm-bot-directory';

/** How it is right now, in numbers that are known without counting people. */
@Injectable()
export class Overview {
  constructor(
    private readonly sessions: SessionRegistry,
    private readonly roster: Roster,
    private readonly buildings: BuildingCatalogue,
    private readonly bots: BotStore,
    private readonly directory: BotDirectory,
    private readonly clock: Clock,
  ) {}

  async now(): Promise<AdminOverview> {
    const [{ allowed, waiting }, connected] = await Promise.all([
      this.bots.counts(),
      this.directory.connected(),
    ]);
    const users = this.sessions.counts('user');
    const buildings = this.buildings.all().map(({ id, name }) => ({
      ...{ id, name, people: this.roster.countIn(id) },
      bots_connected: connected.get(id) ?? 0,
    }));
    const inside = buildings.reduce((sum, { people }) => sum + people, 0);
    return {
      at: new Date(this.clock.now()).toISOString(),
      users_online: users.online,
      sessions: users.sessions,
      outside: Math.max(0, users.online - inside), // somebody may be leaving just now
      bots: { connected: this.sessions.counts('bot').online, allowed, waiting },
      buildings: buildings.sort((one, other) => (one.id < other.id ? -1 : 1)),
    };
  }
}

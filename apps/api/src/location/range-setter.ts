import { Injectable } from '@nestjs/common';
import type { RangeChange } from '@perto/contract';
import { UserTurns } from '../presence/user-turns';
import { LiveMap } from './live-map';
import { MovementTeller } from './movement-teller';
import { PositionStore } from './typeorm-position-store';

/** Sets how far people look. */
@Injectable()
export class RangeSetter {
  constructor(
    private readonly map: LiveMap,
    private readonly positions: PositionStore,
    private readonly teller: MovementTeller,
    private readonly turns: UserTurns,
  ) {}

  /** All of the changes or none of them; of several for one user the last counts. */
  async set(changes: RangeChange[]): Promise<void> {
    const latest = [...new Map(changes.map((change) => [change.user, change])).values()];
    await this.turns.runAll(
      latest.map(({ user }) => user),
      async () => {
        await this.positions.setRanges(latest);
        for (const { user, radius } of latest) this.teller.tell(this.map.look(user, radius));
      },
    );
  }
}

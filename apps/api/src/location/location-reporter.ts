import { Injectable } from '@nestjs/common';
import { OUTSIDE, type Coordinates } from '@perto/contract';
import { moved } from '../activity/activity-line';
import type { UserId } from '../auth/sign-in';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { Clock } from '../platform/clock';
import { UserTurns } from '../presence/user-turns';
import { LiveMap } from './live-map';
import { MovementTeller } from './movement-teller';
import { PositionStore } from './typeorm-position-store';
import { UnattendedPositions } from './unattended-positions';

/** Takes in where people say they are. */
@Injectable()
export class LocationReporter {
  constructor(
    private readonly buildings: BuildingCatalogue,
    private readonly map: LiveMap,
    private readonly positions: PositionStore,
    private readonly teller: MovementTeller,
    private readonly unattended: UnattendedPositions,
    private readonly turns: UserTurns,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes a position and tells those whom it concerns.
   *
   * @returns the name of the building, or that it is outside
   * @throws PertoError `unavailable` when it cannot be made durable; then nothing has changed
   */
  report(user: UserId, at: Coordinates): Promise<string> {
    return this.turns.run(user, async () => {
      const building = this.buildings.holding(at);
      const before = this.map.get(user);
      const since = this.clock.now();
      const changedBuilding = before?.online && before.reported?.building?.id !== building?.id;
      // Also what is refused now: the database may do it all the same, a little later.
      if (!before?.online || !before.reported) this.unattended.add(user, since);
      await this.positions.write({
        user,
        position: { ...at, buildingId: building?.id ?? null, at: since },
        line: changedBuilding
          ? moved(user, before.reported?.building?.name, building?.name, since)
          : undefined,
      });
      this.teller.tell(this.map.stand(user, { at, building, since }));
      return building?.name ?? OUTSIDE;
    });
  }
}

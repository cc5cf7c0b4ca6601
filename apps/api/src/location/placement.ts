import { Injectable } from '@nestjs/common';
import type { Coordinates } from '@perto/contract';
import { moved } from '../activity/activity-line';
import type { UserId } from '../auth/sign-in';
import type { Building } from '../buildings/building';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { Clock } from '../platform/clock';
import { LiveMap } from './live-map';
import { MovementTeller } from './movement-teller';
import { PositionStore } from './typeorm-position-store';

/** Files people under the building that holds them: in the database, then on the map, and tells whom it concerns. */
@Injectable()
export class Placement {
  constructor(
    private readonly buildings: BuildingCatalogue,
    private readonly map: LiveMap,
    private readonly positions: PositionStore,
    private readonly teller: MovementTeller,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs in the user's turn: they stand at `at` since then (milliseconds since the Unix epoch).
   *
   * @returns the building that holds them
   * @throws PertoError `unavailable` when it cannot be made durable; then nothing has changed
   */
  async put(user: UserId, at: Coordinates, since: number): Promise<Building | undefined> {
    for (;;) {
      const building = this.buildings.holding(at);
      const before = this.map.get(user);
      const changedBuilding = before?.online && before.reported?.building?.id !== building?.id;
      await this.positions.write({
        user,
        position: { ...at, buildingId: building?.id ?? null, at: since },
        line: changedBuilding
          ? moved(user, before.reported?.building, building, this.clock.now())
          : undefined,
      });
      this.teller.tell(this.map.stand(user, { at, building, since }));
      // Buildings may have changed while the database wrote.
      if (this.buildings.holding(at) === building) return building;
    }
  }

  /**
   * Runs in the user's turn: the buildings may be others than when they reported where they are.
   *
   * @throws PertoError `unavailable` when it cannot be made durable
   */
  async refresh(user: UserId): Promise<void> {
    const reported = this.map.get(user)?.reported;
    if (!reported) return;
    const building = this.buildings.holding(reported.at);
    if (building === reported.building) return;
    // Called otherwise, or of another size, and the same people are in it.
    if (building?.id === reported.building?.id)
      this.teller.tell(this.map.stand(user, { ...reported, building }));
    else await this.put(user, reported.at, reported.since);
  }
}

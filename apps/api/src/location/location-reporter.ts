import { Injectable } from '@nestjs/common';
import { OUTSIDE, type Coordinates } from '@perto/contract';
import type { UserId } from '../auth/sign-in';
import { Clock } from '../platform/clock';
import { UserTurns } from '../presence/user-turns';
import { LiveMap } from './live-map';
import { Placement } from './placement';
import { UnattendedPositions } from './unattended-positions';

/** Takes in where people say they are. */
@Injectable()
export class LocationReporter {
  constructor(
    private readonly map: LiveMap,
    private readonly placement: Placement,
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
      const before = this.map.get(user);
      const since = this.clock.now();
      // Also what is refused now: the database may do it all the same, a little later.
      if (!before?.online || !before.reported) this.unattended.add(user, since);
      return (await this.placement.put(user, at, since))?.name ?? OUTSIDE;
    });
  }
}

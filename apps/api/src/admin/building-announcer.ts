import { Injectable } from '@nestjs/common';
import type { AdminMessageAnswer } from '@perto/contract';
import { wrote } from '../activity/activity-line';
import { AdminActions } from '../activity/typeorm-admin-actions';
import { userAddress } from '../auth/address';
import type { UserId } from '../auth/sign-in';
import type { BuildingId } from '../buildings/building';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { BuildingBroadcast } from '../messaging/building-broadcast';
import { Clock } from '../platform/clock';
import { PertoError } from '../platform/errors';

/** Speaks to buildings in the names of admins. */
@Injectable()
export class BuildingAnnouncer {
  constructor(
    private readonly broadcast: BuildingBroadcast,
    private readonly buildings: BuildingCatalogue,
    private readonly actions: AdminActions,
    private readonly clock: Clock,
  ) {}

  /**
   * To everybody who is online in a building; `key` is the admin's own name for the request.
   *
   * @throws PertoError `not_found` when there is no such building, or it is retired
   */
  async announce(
    admin: UserId,
    { buildingId, text }: { buildingId: BuildingId; text: string },
    key: string | undefined,
  ): Promise<AdminMessageAnswer> {
    if (!this.buildings.inUse(buildingId))
      throw new PertoError('not_found', `There is no building ${buildingId}.`);
    const { id, reached } = await this.broadcast.send({
      ...{ sender: userAddress(admin), buildingId, text, key },
      line: (recipients, at) => wrote(admin, recipients, at),
      // Everybody there heard it: no secret between people.
      alongside: (transaction, recipients) =>
        this.actions.note(
          [
            {
              ...{ admin, action: 'message_sent', target: buildingId },
              detail: `To ${recipients} people: ${text}`,
              at: this.clock.now(),
            },
          ],
          transaction,
        ),
    });
    return { message_id: id, reached };
  }
}

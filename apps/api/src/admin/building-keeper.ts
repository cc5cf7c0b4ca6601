import { Injectable } from '@nestjs/common';
import { LIMITS, type AdminBuilding, type AdminListQuery } from '@perto/contract';
import { AdminActions } from '../activity/typeorm-admin-actions';
import type { UserId } from '../auth/sign-in';
import { rounded, type Building, type BuildingId } from '../buildings/building';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { BuildingEditor } from '../buildings/building-editor';
import { Roster } from '../location/roster';
import { containing } from '../messaging/text-search';
import { Clock } from '../platform/clock';
import { PertoError } from '../platform/errors';
import { deedOf } from './building-deeds';
import { partAfter, type List, type Part, type Sized } from './list';

export const BUILDINGS: List<AdminBuilding> = {
  name: 'buildings',
  cursor: 'after',
  pageSize: LIMITS.maxAdminPageSize,
  columns: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    latitude: ({ latitude }) => latitude,
    longitude: ({ longitude }) => longitude,
    radious: ({ radious }) => radious,
    retired_at: ({ retired_at }) => retired_at,
    people: ({ people }) => people,
  },
};

/** Adds, changes, retires and restores buildings in the name of admins, each with a note of who did it. */
@Injectable()
export class BuildingKeeper {
  constructor(
    private readonly editor: BuildingEditor,
    private readonly buildings: BuildingCatalogue,
    private readonly roster: Roster,
    private readonly actions: AdminActions,
    private readonly clock: Clock,
  ) {}

  /** Creates the building, or changes the one with its id; a retired one is in use again then. */
  async add(admin: UserId, building: Building): Promise<[]> {
    await this.editor.edit(
      () => [{ ...building, centre: rounded(building.centre), retiredAt: null }],
      this.noting(admin),
    );
    return [];
  }

  /**
   * Takes a building out of use, or into it again.
   *
   * @throws PertoError `not_found` when there is no such building
   */
  async retire(admin: UserId, { id, retired }: { id: BuildingId; retired: boolean }): Promise<[]> {
    await this.editor.edit(() => {
      const building = this.buildings.get(id);
      if (!building) throw new PertoError('not_found', `There is no building ${id}.`);
      if ((building.retiredAt !== null) === retired) return []; // it is so already
      return [{ ...building, retiredAt: retired ? this.clock.now() : null }];
    }, this.noting(admin));
    return [];
  }

  list({ after, limit, search }: Sized<AdminListQuery>): Part<AdminBuilding> {
    const contains = search === undefined ? () => true : containing(search);
    const fitting = this.buildings.known().filter(({ id, name }) => contains(id) || contains(name));
    const { items, next } = partAfter(
      fitting.map(({ id }) => id),
      after,
      limit,
    );
    return { items: items.flatMap((id) => this.shown(id)), next };
  }

  private shown(id: BuildingId): AdminBuilding[] {
    const building = this.buildings.get(id);
    if (!building) return [];
    const { name, centre, radiusMetres, retiredAt } = building;
    return [
      {
        ...{ id, name, ...centre, radious: radiusMetres },
        retired_at: retiredAt === null ? null : new Date(retiredAt).toISOString(),
        people: this.roster.countIn(id),
      },
    ];
  }

  private noting(admin: UserId): Parameters<BuildingEditor['edit']>[1] {
    return (transaction, changes) =>
      this.actions.note(
        changes.flatMap((change) => {
          const deed = deedOf(change);
          return deed ? [{ admin, at: this.clock.now(), ...deed }] : [];
        }),
        transaction,
      );
  }
}

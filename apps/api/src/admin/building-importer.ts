import { Injectable } from '@nestjs/common';
import type { ImportAnswer } from '@perto/contract';
import { AdminActions, type Deed } from '../activity/typeorm-admin-actions';
import type { UserId } from '../auth/sign-in';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { BuildingEditor } from '../buildings/building-editor';
import { readImport, type ImportFile } from '../buildings/building-import';
import { planOf, type ImportPlan } from '../buildings/import-plan';
import { Clock } from '../platform/clock';
import { PertoError } from '../platform/errors';

/** A file, and what is to be done with it; without `apply` it is only looked at. */
export interface ImportRequest {
  data?: unknown;
  apply?: 'all' | 'accepted' | undefined;
}

/** Takes in files of buildings: shows what they would do, and does it. */
@Injectable()
export class BuildingImporter {
  constructor(
    private readonly editor: BuildingEditor,
    private readonly buildings: BuildingCatalogue,
    private readonly actions: AdminActions,
    private readonly clock: Clock,
  ) {}

  /**
   * What a file does, or would do.
   *
   * @throws PertoError `invalid_request` when it is no file of buildings
   * @throws PertoError `import_refused` that names the rows refused, when all were to be taken; nothing has changed then
   */
  async import(admin: UserId, { data, apply }: ImportRequest): Promise<ImportAnswer> {
    const file = readImport(data);
    if (!apply) return answerOf(this.plan(file), false);
    let plan: ImportPlan | undefined;
    await this.editor.edit(
      () => {
        plan = this.plan(file); // by what the change before this one left
        if (apply === 'all') refuseUnlessWhole(plan);
        return plan.buildings;
      },
      (transaction) =>
        this.actions.note(plan ? [{ admin, at: this.clock.now(), ...deedOf(plan) }] : [], transaction),
    );
    return answerOf(plan ?? this.plan(file), true);
  }

  private plan(file: ImportFile): ImportPlan {
    return planOf(file, (id) => this.buildings.get(id));
  }
}

function refuseUnlessWhole({ refused }: ImportPlan): void {
  if (refused.length === 0) return;
  const [first] = refused;
  throw new PertoError(
    'import_refused',
    `Row ${first?.row}: ${first?.reason} Rows refused: ${refused.length}. Nothing was changed.`,
    refused.map(({ row, reason }) => ({ path: `data.${row}`, message: reason })),
  );
}

const answerOf = ({ buildings: _buildings, ...plan }: ImportPlan, applied: boolean): ImportAnswer => ({
  ...plan,
  applied,
});

function deedOf({ format, new: added, changed, refused }: ImportPlan): Omit<Deed, 'admin' | 'at'> {
  const ids = [...added, ...changed].map(({ id }) => id).join(', ');
  const counts = `${added.length} new, ${changed.length} changed, ${refused.length} refused`;
  return { action: 'buildings_imported', target: format, detail: ids ? `${counts}: ${ids}` : counts };
}

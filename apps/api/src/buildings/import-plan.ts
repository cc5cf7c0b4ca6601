import type { ChangedBuilding, ImportAnswer, ImportedBuilding, RefusedBuilding } from '@perto/contract';
import { isSameBuilding, rounded, type Building, type BuildingId, type KnownBuilding } from './building';
import type { ImportFile } from './building-import';
import type { ImportRow } from './import-row';

/** What an import would do to the buildings that there are. */
export interface ImportPlan extends Omit<ImportAnswer, 'applied'> {
  /** Those that would be put in the place of others, or beside them. */
  readonly buildings: KnownBuilding[];
}

/** A retired building is brought up to date and stays retired: a file says nothing of that. */
export function planOf(
  { format, rows }: ImportFile,
  known: (id: BuildingId) => KnownBuilding | undefined,
): ImportPlan {
  const plan: ImportPlan = { format, new: [], changed: [], unchanged: [], refused: [], buildings: [] };
  for (const row of rows) {
    const before = row.id === null ? undefined : known(row.id);
    const building = stored(row) ?? renamed(row, before);
    if (!building) plan.refused.push(refusalOf(row));
    else if (!before) {
      plan.new.push(shown(row, building));
      plan.buildings.push({ ...building, retiredAt: null });
    } else if (isSameBuilding(before, building)) plan.unchanged.push(building.id);
    else {
      plan.changed.push({ ...shown(row, building), before: placeOf(before) });
      plan.buildings.push({ ...building, retiredAt: before.retiredAt });
    }
  }
  return plan;
}

const stored = ({ building }: ImportRow): Building | undefined =>
  building && { ...building, centre: rounded(building.centre) };

const renamed = ({ named }: ImportRow, before: KnownBuilding | undefined): Building | undefined =>
  named && before && { ...before, name: named.name };

const refusalOf = ({ row, id, name, reason }: ImportRow): RefusedBuilding => ({
  ...{ row, id, name },
  reason: reason ?? 'There is no position for it: Fenix names buildings and says not where they are.',
});

const shown = ({ row }: ImportRow, building: Building): ImportedBuilding => ({
  row,
  id: building.id,
  ...placeOf(building),
});

const placeOf = ({ name, centre, radiusMetres }: Building): ChangedBuilding['before'] => ({
  name,
  ...centre,
  radious: radiusMetres,
});

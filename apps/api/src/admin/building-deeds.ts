import type { Deed } from '../activity/typeorm-admin-actions';
import type { BuildingChange, KnownBuilding } from '../buildings/building';

/** How the record of admins' deeds tells what became of a building; undefined where nothing did. */
export function deedOf({ before, after }: BuildingChange): Omit<Deed, 'admin' | 'at'> | undefined {
  const { id, name } = after;
  if (!before) return { action: 'building_added', target: id, detail: `${name}: ${circleOf(after)}` };
  const differences = differencesOf(before, after);
  const wasRetired = before.retiredAt !== null;
  const isRetired = after.retiredAt !== null;
  if (wasRetired === isRetired && differences.length === 0) return undefined;
  const action =
    wasRetired === isRetired ? 'building_changed' : isRetired ? 'building_retired' : 'building_restored';
  return { action, target: id, detail: [name, ...differences].join('; ') };
}

function differencesOf(before: KnownBuilding, after: KnownBuilding): string[] {
  const [was, is] = [circleOf(before), circleOf(after)];
  return [
    ...(before.name === after.name ? [] : [`called ${before.name} before`]),
    ...(was === is ? [] : [`${is} instead of ${was}`]),
  ];
}

const circleOf = ({ centre, radiusMetres }: KnownBuilding): string =>
  `${radiusMetres} m around ${centre.latitude}, ${centre.longitude}`;

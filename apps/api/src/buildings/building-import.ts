import { id, LIMITS } from '@perto/contract';
import { z } from 'zod';
import { PertoError, parse } from '../platform/errors';
import type { Building } from './building';

/** The original's import format; `range` is a radius in metres. */
const buildingImport = z.object({
  containedSpaces: z
    .array(
      z.object({
        id,
        name: z.string().trim().min(1).max(100),
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        range: z.number().min(LIMITS.minRadiusMetres).max(LIMITS.maxRadiusMetres),
      }),
    )
    .max(LIMITS.maxBatch),
});

/**
 * Reads buildings in the original's format, `{ "containedSpaces": [ … ] }`.
 *
 * @throws PertoError `invalid_request` for what is malformed, and for an id that two buildings claim, naming both
 */
export function readBuildings(input: unknown): Building[] {
  const { containedSpaces } = parse(buildingImport, input);
  const names = new Map<string, string>();
  for (const { id, name } of containedSpaces) {
    const other = names.get(id);
    if (other !== undefined)
      throw new PertoError('invalid_request', `Two buildings have the id ${id}: ${other} and ${name}.`);
    names.set(id, name);
  }
  return containedSpaces.map(({ id, name, latitude, longitude, range }) => ({
    id,
    name,
    centre: { latitude, longitude },
    radiusMetres: range,
  }));
}

import * as z from 'zod';
import { degreesEast, degreesNorth, idText, metres } from './values';

const importFormat = z.literal(['original', 'geojson', 'fenix']);
export type ImportFormat = z.infer<typeof importFormat>;

const row = z.int().min(0).describe('Which row of the file, from 0.');
const place = {
  name: z.string(),
  latitude: degreesNorth,
  longitude: degreesEast,
  radious: metres.describe('Radius in metres.'),
};

export const importedBuilding = z.object({ row, id: idText, ...place }).describe('One row of an import.');
export type ImportedBuilding = z.infer<typeof importedBuilding>;

export const changedBuilding = z
  .object({ ...importedBuilding.shape, before: z.object(place) })
  .describe('A row that changes a building, and how it was.');
export type ChangedBuilding = z.infer<typeof changedBuilding>;

export const refusedBuilding = z
  .object({
    row,
    id: z.string().nullable().describe('As far as it could be read.'),
    name: z.string().nullable().describe('As far as it could be read.'),
    reason: z.string().describe('In words; a repeated id names both buildings.'),
  })
  .describe('A row that cannot be taken.');
export type RefusedBuilding = z.infer<typeof refusedBuilding>;

export const importAnswer = z
  .object({
    format: importFormat,
    applied: z.boolean().describe('True when the buildings were changed as listed.'),
    new: z.array(importedBuilding),
    changed: z.array(changedBuilding),
    unchanged: z.array(idText).describe('Ids of those that are there already, just so.'),
    refused: z.array(refusedBuilding),
  })
  .describe('What an import does, or would do.');
export type ImportAnswer = z.infer<typeof importAnswer>;

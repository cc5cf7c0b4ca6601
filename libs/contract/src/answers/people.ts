import * as z from 'zod';
import { buildingRef, count, degreesEast, degreesNorth, idText, metres, moment } from './values';

export const listedUser = z.object({ id: idText }).describe('One item of `show/building`.');
export type ListedUser = z.infer<typeof listedUser>;

export const buildingAnswer = z
  .object({
    ...buildingRef.shape,
    latitude: degreesNorth,
    longitude: degreesEast,
    radious: metres.describe('Radius in metres.'),
  })
  .describe('One item of `GET /API/buildings`: a building by its centre and radius.');
export type BuildingAnswer = z.infer<typeof buildingAnswer>;

export const buildingOccupancy = z
  .object({
    id: idText,
    people: count.describe('How many people are online in the building, without the caller.'),
  })
  .describe(
    'One item of `GET /API/buildings/occupancy`: only buildings with somebody else in them are named.',
  );
export type BuildingOccupancy = z.infer<typeof buildingOccupancy>;

export const nearbyPerson = z
  .object({
    id: idText,
    name: z.string(),
    latitude: degreesNorth,
    longitude: degreesEast,
    distance: metres.describe('Metres from the caller’s position, one decimal.'),
    building: buildingRef.nullable(),
    in_range: z.boolean(),
    same_building: z.boolean(),
  })
  .describe('Somebody whom the caller sees.');
export type NearbyPerson = z.infer<typeof nearbyPerson>;

export const nearbyAnswer = z
  .object({
    self: z
      .object({
        latitude: degreesNorth,
        longitude: degreesEast,
        reported_at: moment,
        building: buildingRef.nullable(),
      })
      .nullable()
      .describe('Null while no position is known.'),
    radious: metres.describe('The caller’s range in metres.'),
    people: z.array(nearbyPerson).describe('Nearest first.'),
  })
  .describe('Where the caller is, and whom they see.');
export type NearbyAnswer = z.infer<typeof nearbyAnswer>;

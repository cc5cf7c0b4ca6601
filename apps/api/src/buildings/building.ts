import type { Coordinates } from '@perto/contract';

export type BuildingId = string;

/** A building is a circle: who stands in it is in the building. */
export interface Building {
  readonly id: BuildingId;
  readonly name: string;
  readonly centre: Coordinates;
  readonly radiusMetres: number;
}

import type { Coordinates } from '@perto/contract';

export type BuildingId = string;

/** A building is a circle: who stands in it is in the building. */
export interface Building {
  readonly id: BuildingId;
  readonly name: string;
  readonly centre: Coordinates;
  readonly radiusMetres: number;
}

/** A building of the catalogue. */
export interface KnownBuilding extends Building {
  /** Milliseconds since the Unix epoch: it holds nobody since then, and goes on being named. Null while it is in use. */
  readonly retiredAt: number | null;
}

/** What became of a building; `before` is undefined of a new one. */
export interface BuildingChange {
  readonly before: KnownBuilding | undefined;
  readonly after: KnownBuilding;
}

/** As the database will have it: to seven decimals of a degree, which is a centimetre. */
export function rounded({ latitude, longitude }: Coordinates): Coordinates {
  return { latitude: Math.round(latitude * 1e7) / 1e7, longitude: Math.round(longitude * 1e7) / 1e7 };
}

/** True when both are called the same and hold the same places. */
export const isSameBuilding = (one: Building, other: Building): boolean =>
  one.id === other.id &&
  one.name === other.name &&
  one.centre.latitude === other.centre.latitude &&
  one.centre.longitude === other.centre.longitude &&
  one.radiusMetres === other.radiusMetres;

import type { Coordinates } from '../coordinates';
import { destination } from '../destination';
import type { Dice } from './dice';

/** Somewhere to walk, with what is awkward about it. */
export interface World {
  name: string;
  middle: Coordinates;
  /** People are within so many metres north, south, east and west of the middle. */
  halfSide: number;
}

const halfSide = 300;

export const WORLDS: readonly World[] = [
  { name: 'a campus', middle: { latitude: 38.7373, longitude: -9.1387 }, halfSide },
  { name: 'a region', middle: { latitude: 38.7373, longitude: -9.1387 }, halfSide: 8000 },
  { name: 'the antimeridian', middle: { latitude: -16.8, longitude: 180 }, halfSide },
  { name: 'the antimeridian from the east', middle: { latitude: 65, longitude: -180 }, halfSide: 2000 },
  { name: 'borders of cells', middle: { latitude: 0, longitude: 0 }, halfSide },
  { name: 'borders of cells beyond', middle: { latitude: -0, longitude: 90 }, halfSide },
  { name: 'high latitude', middle: { latitude: 69.99, longitude: 25 }, halfSide },
  { name: 'the North Pole', middle: { latitude: 90, longitude: 12 }, halfSide },
  { name: 'the South Pole', middle: { latitude: -89.9999, longitude: -170 }, halfSide: 3000 },
];

/** Anywhere in the world, often exactly at its middle, its axes or its hot spots. */
export function somewhere({ middle, halfSide: half }: World, dice: Dice): Coordinates {
  if (dice.chance(0.1)) return middle;
  if (dice.chance(0.1)) return destination(middle, half / 3, dice.oneOf([-1, 1, 2]) * (half / 4));
  const place = destination(middle, dice.between(-half, half), dice.between(-half, half));
  if (dice.chance(0.05)) return { ...place, latitude: middle.latitude };
  if (dice.chance(0.05)) return { ...place, longitude: middle.longitude };
  return place;
}

/** A step on foot or a bit of drift, mostly within one cell. */
export function aStepFrom(from: Coordinates, dice: Dice): Coordinates {
  const metres = dice.oneOf([0.1, 1, 10, 30]);
  return destination(from, dice.between(-metres, metres), dice.between(-metres, metres));
}

import type { Coordinates } from './coordinates';
import { arcMetres, EarthPoint } from './earth-point';

/** Reused, because this is called once per candidate and must not allocate. */
const first = new EarthPoint();
const second = new EarthPoint();

/**
 * Distance in metres between two points on the WGS-84 ellipsoid.
 *
 * Within 0.001 % of the geodesic from a decimetre to 100 km, at every latitude and
 * across the antimeridian; within 0.5 % for the rest of the Earth. Exactly
 * symmetric, and 0 for equal points. Rounding adds up to 5 nanometres.
 * Source of the formula: see `EarthPoint.moveTo` and `arcMetres`.
 *
 * @throws RangeError when a latitude is outside [-90, 90], or a coordinate is not finite
 */
export function distanceMetres(a: Coordinates, b: Coordinates): number {
  first.moveTo(a);
  second.moveTo(b);
  return arcMetres(first, second);
}

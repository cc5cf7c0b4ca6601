import geodesic from 'geographiclib-geodesic';
import type { Coordinates } from '../coordinates';

const { WGS84 } = geodesic.Geodesic;

/** The true distance in metres, by an implementation that is not ours. */
export function trueDistance(a: Coordinates, b: Coordinates): number {
  return WGS84.Inverse(a.latitude, a.longitude, b.latitude, b.longitude).s12 ?? NaN;
}

/** The true end of a walk straight ahead; the direction is in degrees from north by east. */
export function trueDestination(from: Coordinates, direction: number, metres: number): Coordinates {
  const end = WGS84.Direct(from.latitude, from.longitude, direction, metres);
  return { latitude: end.lat2 ?? NaN, longitude: end.lon2 ?? NaN };
}

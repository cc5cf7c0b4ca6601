import { checkCoordinates, toDegrees, toRadians, wrapLongitude, type Coordinates } from './coordinates';
import { EarthPoint, ECCENTRICITY_SQUARED } from './earth-point';

/**
 * The point so many metres north and east of another; negative is south and west.
 *
 * One walks straight ahead, along the geodesic: of 10 km it misses the end by less
 * than a centimetre. Meant for short offsets; beyond 100 km the error grows fast.
 * Near a pole, north and east are the directions at `from`. The longitude of the
 * answer lies in [-180, 180].
 *
 * Method: walk over a sphere that touches the ellipsoid at `from` and has its
 * distance from the Earth's centre for radius; then from the vector back to degrees
 * as if its height were 0 (EPSG method 9602, reversed).
 *
 * @throws RangeError when `from` is not a place or an offset is not finite
 */
export function destination(from: Coordinates, northMetres: number, eastMetres: number): Coordinates {
  checkCoordinates(from);
  const length = Math.hypot(northMetres, eastMetres);
  if (!Number.isFinite(length)) {
    throw new RangeError(`Offsets must be finite metres, not ${northMetres} and ${eastMetres}`);
  }
  if (length === 0) return { latitude: from.latitude, longitude: wrapLongitude(from.longitude) };

  const start = new EarthPoint();
  start.moveTo(from);
  const sinLatitude = Math.sin(toRadians(from.latitude));
  const cosLatitude = Math.cos(toRadians(from.latitude));
  const sinLongitude = Math.sin(toRadians(from.longitude));
  const cosLongitude = Math.cos(toRadians(from.longitude));

  const radius = start.metresFromCentre;
  const turn = length / radius;
  const north = (northMetres / length) * radius * Math.sin(turn);
  const east = (eastMetres / length) * radius * Math.sin(turn);
  const down = 2 * radius * Math.sin(turn / 2) ** 2;

  const outwards = north * -sinLatitude - down * cosLatitude;
  const x = start.x + outwards * cosLongitude - east * sinLongitude;
  const y = start.y + outwards * sinLongitude + east * cosLongitude;
  const z = start.z + north * cosLatitude - down * sinLatitude;
  return {
    latitude: toDegrees(Math.atan2(z, Math.hypot(x, y) * (1 - ECCENTRICITY_SQUARED))),
    longitude: toDegrees(Math.atan2(y, x)),
  };
}

import type { Circle } from './circle-index';
import { checkCoordinates, wrapLongitude, type Coordinates } from './coordinates';
import { distanceMetres } from './distance';

/**
 * A circle that holds all of the points: its centre is the middle between the
 * outermost meridians and parallels, its radius reaches the farthest point.
 *
 * Of a shape that is symmetric about a point it is the smallest circle there is, of
 * others it is at most 1.5 times as wide. Meant for shapes up to some kilometres, the
 * 180th meridian included; around a pole it is wider than it need be.
 *
 * @throws RangeError when there is no point, or one is not a place
 */
export function circleAround(points: readonly Coordinates[]): Circle {
  const [first] = points;
  if (!first) throw new RangeError('There is no circle around no points');
  let [south, north, west, east] = [90, -90, 0, 0];
  for (const point of points) {
    checkCoordinates(point);
    south = Math.min(south, point.latitude);
    north = Math.max(north, point.latitude);
    // Counted from the first point, so that nothing tears at the 180th meridian.
    const eastwards = wrapLongitude(point.longitude - first.longitude);
    west = Math.min(west, eastwards);
    east = Math.max(east, eastwards);
  }
  const centre = {
    latitude: (south + north) / 2,
    longitude: wrapLongitude(first.longitude + (west + east) / 2),
  };
  let radiusMetres = 0;
  for (const point of points) radiusMetres = Math.max(radiusMetres, distanceMetres(centre, point));
  return { centre, radiusMetres };
}

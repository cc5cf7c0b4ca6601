import type { Coordinates } from '@perto/contract';

const EARTH_RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/**
 * Distance in metres on the sphere, within 0.5 % of the ellipsoid.
 *
 * Good for what the page decides alone (is this fix a jump, was this drag a move);
 * every distance that is shown comes from the server.
 */
export function metresBetween(a: Coordinates, b: Coordinates): number {
  const north = Math.sin(((b.latitude - a.latitude) * RADIANS) / 2);
  const east = Math.sin(((b.longitude - a.longitude) * RADIANS) / 2);
  const h = north * north + Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * east * east;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The point that lies `metres` from `from` towards `bearing` (degrees clockwise from north). */
export function pointAt(from: Coordinates, metres: number, bearing: number): Coordinates {
  const angle = metres / EARTH_RADIUS / RADIANS;
  const longitude =
    from.longitude +
    (angle * Math.sin(bearing * RADIANS)) / Math.max(0.01, Math.cos(from.latitude * RADIANS));
  return {
    latitude: Math.max(-90, Math.min(90, from.latitude + angle * Math.cos(bearing * RADIANS))),
    longitude: wrapLongitude(longitude),
  };
}

/** The same meridian between −180 and 180: a map that was dragged around the world counts further. */
export function wrapLongitude(longitude: number): number {
  return longitude >= -180 && longitude <= 180 ? longitude : ((((longitude + 180) % 360) + 360) % 360) - 180;
}

/**
 * The ground as a plane that touches the ellipsoid: exact to some centimetres
 * over a campus, and it needs nothing to be built first.
 *
 * @typedef {{ latitude: number, longitude: number }} Coordinates in WGS-84 degrees
 */

const EQUATOR_METRES = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
const RADIANS = Math.PI / 180;

/**
 * The point that lies so many metres north and east of another.
 *
 * @param {Coordinates} from
 * @param {number} north
 * @param {number} east
 * @returns {Coordinates}
 */
export function destination({ latitude, longitude }, north, east) {
  const degree = metresOfADegree(latitude);
  return { latitude: latitude + north / degree.north, longitude: longitude + east / degree.east };
}

/**
 * Distance of two points of one campus, in metres.
 *
 * @param {Coordinates} one
 * @param {Coordinates} other
 * @returns {number}
 */
export function metresBetween(one, other) {
  const degree = metresOfADegree((one.latitude + other.latitude) / 2);
  return Math.hypot(
    (other.latitude - one.latitude) * degree.north,
    (other.longitude - one.longitude) * degree.east,
  );
}

function metresOfADegree(latitude) {
  const sine = Math.sin(latitude * RADIANS);
  const bend = 1 - ECCENTRICITY_SQUARED * sine * sine;
  return {
    north: (EQUATOR_METRES * (1 - ECCENTRICITY_SQUARED) * RADIANS) / bend ** 1.5,
    east: (EQUATOR_METRES * Math.cos(latitude * RADIANS) * RADIANS) / Math.sqrt(bend),
  };
}

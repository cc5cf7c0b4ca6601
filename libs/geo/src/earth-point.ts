import { checkCoordinates, toRadians, wrapLongitude, type Coordinates } from './coordinates';

/** Semi-major axis of the WGS-84 ellipsoid in metres (NGA.STND.0036, table 3.1). */
export const EQUATORIAL_RADIUS_METRES = 6_378_137;

const FLATTENING = 1 / 298.257223563;

/** First eccentricity of the WGS-84 ellipsoid, squared. */
export const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

/**
 * A place on the ellipsoid, also as a vector from the Earth's centre in metres.
 *
 * Such vectors know neither poles nor antimeridian, and the distance of two of
 * them needs no trigonometry but one arcsine: that is why the indexes keep them.
 * Axes: x towards 0° N 0° E, y towards 0° N 90° E, z towards the North Pole.
 */
export class EarthPoint {
  latitude = 0;
  longitude = 0;
  x = 0;
  y = 0;
  z = 0;
  metresFromCentre = 0;

  /** A copy of the coordinates last moved to, as they were given. */
  get coordinates(): Coordinates {
    return { latitude: this.latitude, longitude: this.longitude };
  }

  /**
   * Moves this point to other coordinates; what is refused changes nothing.
   *
   * Source: geographic to geocentric conversion at height 0, EPSG method 9602
   * (IOGP Publication 373-7-2, section 4.1.1).
   *
   * @throws RangeError when `at` is not a place, see `checkCoordinates`
   */
  moveTo(at: Coordinates): void {
    checkCoordinates(at);
    const latitude = toRadians(at.latitude);
    const longitude = toRadians(wrapLongitude(at.longitude));
    const sine = Math.sin(latitude);
    // cos(π/2) is not quite 0 in floating point, and a pole would be many points a hair apart
    const cosine = Math.abs(at.latitude) === 90 ? 0 : Math.cos(latitude);
    const normal = EQUATORIAL_RADIUS_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sine * sine);
    const fromAxis = normal * cosine;

    this.latitude = at.latitude;
    this.longitude = at.longitude;
    this.x = fromAxis * Math.cos(longitude);
    this.y = fromAxis * Math.sin(longitude);
    this.z = normal * (1 - ECCENTRICITY_SQUARED) * sine;
    this.metresFromCentre = Math.sqrt(fromAxis * fromAxis + this.z * this.z);
  }
}

/**
 * Length in metres of the arc over the straight line between two points.
 *
 * The arc is a circle's whose radius is the mean of the points' distances from
 * the Earth's centre: arc = 2 R asin(chord / 2 R). Up to 10 km arc and chord
 * differ by a millimetre, so the choice of R is of no account there; half around
 * the Earth it errs by less than 0.5 %. Never shorter than the straight line.
 */
export function arcMetres(a: EarthPoint, b: EarthPoint): number {
  const x = a.x - b.x;
  const y = a.y - b.y;
  const z = a.z - b.z;
  const chord = Math.sqrt(x * x + y * y + z * z);
  const diameter = a.metresFromCentre + b.metresFromCentre;
  return diameter * Math.asin(Math.min(1, chord / diameter));
}

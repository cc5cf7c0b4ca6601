/**
 * A place on the Earth in WGS-84 degrees.
 *
 * Latitude lies in [-90, 90]. Longitude is any finite number and counts modulo
 * 360, so that -180 and 180 are the same meridian.
 */
export interface Coordinates {
  latitude: number;
  longitude: number;
}

const RADIANS_PER_DEGREE = Math.PI / 180;

export function toRadians(degrees: number): number {
  return degrees * RADIANS_PER_DEGREE;
}

export function toDegrees(radians: number): number {
  return radians / RADIANS_PER_DEGREE;
}

/** The same meridian within (-180, 180] degrees. */
export function wrapLongitude(longitude: number): number {
  if (longitude > -180 && longitude <= 180) return longitude;
  const remainder = longitude % 360;
  if (remainder <= -180) return remainder + 360;
  return remainder > 180 ? remainder - 360 : remainder;
}

/**
 * Refuses what is not a place.
 *
 * @throws RangeError when the latitude is outside [-90, 90], or either is not a finite number
 */
export function checkCoordinates({ latitude, longitude }: Coordinates): void {
  if (!(latitude >= -90 && latitude <= 90)) {
    throw new RangeError(`Latitude must be between -90 and 90 degrees, not ${latitude}`);
  }
  if (!Number.isFinite(longitude)) {
    throw new RangeError(`Longitude must be a finite number of degrees, not ${longitude}`);
  }
}

/**
 * Refuses what is not a radius.
 *
 * @throws RangeError when it is negative or not a number; infinity is a radius
 */
export function checkRadius(radiusMetres: number): void {
  if (!(radiusMetres >= 0)) {
    throw new RangeError(`Radius must be 0 metres or more, not ${radiusMetres}`);
  }
}

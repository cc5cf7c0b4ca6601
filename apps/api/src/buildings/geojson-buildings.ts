import { LIMITS, type Coordinates } from '@perto/contract';
import { circleAround } from '@perto/geo';
import { rounded } from './building';
import { placedRow, refusedRow, type ImportRow, type RawRow } from './import-row';
import { recordOf } from './json-record';

/** One Feature of a GeoJSON FeatureCollection (RFC 7946): a Point with a radius, or a shape whose circle is found. */
export function geojsonRow(row: number, feature: unknown): ImportRow {
  const { id, properties, geometry } = recordOf(feature);
  const said = recordOf(properties);
  const raw: RawRow = { id: said['id'] ?? id, name: said['name'] };
  const { type, coordinates } = recordOf(geometry);
  if (type === 'Point') {
    const [longitude, latitude] = Array.isArray(coordinates) ? (coordinates as unknown[]) : [];
    const radius = said['radius'] ?? said['range'] ?? said['radious'];
    return placedRow(row, { ...raw, latitude, longitude, radius });
  }
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    return refusedRow(row, raw, 'geometry must be a Point, a Polygon or a MultiPolygon.');
  const corners = cornersOf(coordinates, type === 'Polygon' ? 2 : 3);
  if (!corners || corners.length === 0)
    return refusedRow(row, raw, `coordinates must be those of a ${type}, longitude before latitude.`);
  return placedRow(row, { ...raw, ...circleOf(corners) });
}

/** The circle that holds the shape, also once it is rounded as the database will have it. */
function circleOf(corners: Coordinates[]): Pick<RawRow, 'latitude' | 'longitude' | 'radius'> {
  const { centre, radiusMetres } = circleAround(corners);
  // Rounding moves the centre by less than a centimetre.
  const radius = Math.max(LIMITS.minRadiusMetres, (Math.ceil(radiusMetres * 100) + 1) / 100);
  return { ...rounded(centre), radius };
}

/** Every position in rings (`depth` 2) or polygons of rings (3); undefined where something else stands among them. */
function cornersOf(value: unknown, depth: number): Coordinates[] | undefined {
  if (!Array.isArray(value)) return undefined;
  if (depth === 0) {
    const [longitude, latitude] = value as unknown[];
    return isWithin(longitude, 180) && isWithin(latitude, 90) ? [{ latitude, longitude }] : undefined;
  }
  const corners: Coordinates[] = [];
  for (const part of value as unknown[]) {
    const some = cornersOf(part, depth - 1);
    if (!some) return undefined;
    for (const corner of some) corners.push(corner);
  }
  return corners;
}

const isWithin = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Math.abs(value) <= most;

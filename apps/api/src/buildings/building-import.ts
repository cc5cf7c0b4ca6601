import { LIMITS, type ImportFormat } from '@perto/contract';
import { PertoError } from '../platform/errors';
import type { Building } from './building';
import { geojsonRow } from './geojson-buildings';
import { namedRow, placedRow, withoutRepeats, type ImportRow } from './import-row';
import { recordOf } from './json-record';

/** A file of buildings. */
export interface ImportFile {
  readonly format: ImportFormat;
  readonly rows: ImportRow[];
}

/**
 * Reads buildings in whatever known format `data` has; what is wrong with a row stands at the row.
 *
 * @throws PertoError `invalid_request` when it has none of them, or too many rows
 */
export function readImport(data: unknown): ImportFile {
  const { format, items, rowOf } = recognised(data);
  if (items.length > LIMITS.maxImportRows)
    throw refused(`must have at most ${LIMITS.maxImportRows} buildings, not ${items.length}`);
  return { format, rows: withoutRepeats(items.map((item, row) => rowOf(row, item))) };
}

/**
 * Reads buildings in the original's format, `{ "containedSpaces": [ … ] }`, all or none.
 *
 * @throws PertoError `invalid_request` for what is malformed, and for an id that two buildings claim, naming both
 */
export function readBuildings(input: unknown): Building[] {
  const { format, rows } = readImport(input);
  if (format !== 'original') throw refused('must have containedSpaces with places');
  return rows.map(({ row, building, reason = '' }) => {
    if (!building) throw new PertoError('invalid_request', `containedSpaces.${row}.${reason}`);
    return building;
  });
}

interface Recognised {
  format: ImportFormat;
  items: unknown[];
  rowOf: (row: number, item: unknown) => ImportRow;
}

function recognised(data: unknown): Recognised {
  const { type, features, containedSpaces } = recordOf(data);
  if (type === 'FeatureCollection' && Array.isArray(features))
    return { format: 'geojson', items: features as unknown[], rowOf: geojsonRow };
  if (Array.isArray(data) && data.length > 0 && data.every(isSpace)) return fenix(data);
  if (type === 'BUILDING') return fenix([data]); // what it contains is floors
  if (Array.isArray(containedSpaces)) {
    const items = containedSpaces as unknown[];
    const fromFenix = (typeof type === 'string' || items.some(isSpace)) && !items.some(hasPlace);
    return fromFenix ? fenix(items) : { format: 'original', items, rowOf: originalRow };
  }
  throw refused(
    'must be { containedSpaces: [ … ] }, a GeoJSON FeatureCollection, or what Fenix answers at /spaces or /spaces/ID',
  );
}

const fenix = (items: unknown[]): Recognised => ({ format: 'fenix', items, rowOf: fenixRow });

/** `range` is a radius in metres. */
function originalRow(row: number, item: unknown): ImportRow {
  const { id, name, latitude, longitude, range } = recordOf(item);
  return placedRow(row, { id, name, latitude, longitude, radius: range }, 'range');
}

/** Fenix names spaces, and knows no places. */
function fenixRow(row: number, item: unknown): ImportRow {
  const { id, name } = recordOf(item);
  return namedRow(row, { id, name });
}

const isSpace = (item: unknown): boolean => typeof recordOf(item)['type'] === 'string';
const hasPlace = (item: unknown): boolean =>
  ['latitude', 'longitude', 'range'].some((member) => recordOf(item)[member] !== undefined);

const refused = (message: string): PertoError =>
  new PertoError('invalid_request', `data ${message}.`, [{ path: 'data', message }]);

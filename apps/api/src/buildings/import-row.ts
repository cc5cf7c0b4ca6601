import { displayName, id, latitude, longitude, radius } from '@perto/contract';
import { z } from 'zod';
import type { Building } from './building';

/** One row of a file of buildings: the building, only what it is called, or why it cannot be taken. */
export interface ImportRow {
  /** Which row of the file, from 0. */
  readonly row: number;
  /** As far as they could be read. */
  readonly id: string | null;
  readonly name: string | null;
  readonly building?: Building;
  /** There where the format knows no places. */
  readonly named?: { id: string; name: string };
  readonly reason?: string;
}

/** Ids are text; programs that write files sometimes make numbers of them. */
const rowId = z.preprocess((value) => (Number.isSafeInteger(value) ? String(value) : value), id);

const named = z.object({ id: rowId, name: displayName });
const placed = z.object({ ...named.shape, latitude, longitude, radius });

/** What a format says of one row, before it is looked at. */
export interface RawRow {
  id: unknown;
  name: unknown;
  latitude?: unknown;
  longitude?: unknown;
  radius?: unknown;
}

/** A row with a place; `radiusName` is what the format calls the radius. */
export function placedRow(row: number, raw: RawRow, radiusName = 'radius'): ImportRow {
  const read = placed.safeParse(raw);
  if (!read.success) return refusedRow(row, raw, reasonOf(read.error, { radius: radiusName }));
  const { id: buildingId, name, radius: radiusMetres, ...centre } = read.data;
  const building = { id: buildingId, name, centre, radiusMetres };
  return { row, id: buildingId, name, building };
}

/** A row that says only what a building is called. */
export function namedRow(row: number, raw: RawRow): ImportRow {
  const read = named.safeParse(raw);
  if (!read.success) return refusedRow(row, raw, reasonOf(read.error));
  return { row, ...read.data, named: read.data };
}

export function refusedRow(row: number, raw: RawRow, reason: string): ImportRow {
  const [buildingId, name] = [rowId.safeParse(raw.id), displayName.safeParse(raw.name)];
  return { row, id: buildingId.data ?? null, name: name.data ?? null, reason };
}

/** Every row whose id another one has too is refused: which of them is meant nobody can tell. */
export function withoutRepeats(rows: readonly ImportRow[]): ImportRow[] {
  const byId = new Map<string, ImportRow[]>();
  for (const row of rows) if (row.id !== null) byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
  return rows.map(({ row, id: buildingId, name, ...rest }) => {
    const same = buildingId === null ? [] : (byId.get(buildingId) ?? []);
    if (same.length < 2) return { row, id: buildingId, name, ...rest };
    return { row, id: buildingId, name, reason: repeatReason(same) };
  });
}

function repeatReason(rows: readonly ImportRow[]): string {
  const names = rows.slice(0, MOST_NAMED).map(({ name }) => name ?? '(no name)');
  const more = rows.length > MOST_NAMED ? ` and ${rows.length - MOST_NAMED} more` : '';
  const count = rows.length === 2 ? 'Two' : String(rows.length);
  const list = more ? names.join(', ') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${count} buildings have the id ${rows[0]?.id}: ${list}${more}.`;
}

const MOST_NAMED = 5;

function reasonOf({ issues }: z.ZodError, called: Record<string, string> = {}): string {
  const reasons = issues.map(({ path, message }) => {
    const name = path.map(String).join('.');
    return `${called[name] ?? name} ${message}`;
  });
  return `${reasons.join('; ')}.`;
}

import * as z from 'zod';
import { LIMITS } from './limits';
import { id, instant, latitude, longitude, messageText, pageSize, radius, rowId } from './values';
import type { BuildingAnswer, BuildingRef } from './rest';

// The admin side of the REST interface. Paths and bodies without a note are the original's.

/** A name that people read: kept as it is, but for white space around it. */
export const displayName = z
  .string({ error: 'must be text' })
  .trim()
  .min(1, { error: 'must not be empty' })
  .max(LIMITS.maxNameCharacters, { error: `must have at most ${LIMITS.maxNameCharacters} characters` })
  .refine((text) => !/\p{C}/u.test(text), { error: 'must have no control characters' });

/** Body of `POST /API/admin/buildings/add`: creates the building, or changes the one with this id. */
export const addBuildingBody = z
  .object({ id, name: displayName, latitude, longitude, radious: radius })
  .transform(({ id: building, name, latitude: lat, longitude: lon, radious }) => ({
    id: building,
    name,
    centre: { latitude: lat, longitude: lon },
    radiusMetres: radious,
  }));

const flag = z.union([z.boolean(), z.literal([0, 1, '0', '1']).transform((value) => Number(value) === 1)], {
  error: 'must be true or false, 1 or 0',
});

/** Body of `POST /API/admin/buildings/retire` (new): a retired building holds nobody and takes no new bots. */
export const retireBuildingBody = z.object({ id, retired: flag.default(true) });

/** Body of `POST /API/admin/bots/update/auth`. */
export const authorizeBotBody = z.object({ id, state: flag });

/** `:state` of `GET /API/admin/bots/show/auth/:state`. */
export const botAuthParameters = z.object({
  state: z.literal(['0', '1'], { error: 'must be 0 or 1' }).transform((state) => state === '1'),
});

export const buildingParameters = z.object({ b_id: id });
export const userParameters = z.object({ u_id: id });

/** `csv` answers a file for a spreadsheet instead of JSON. */
const format = z.literal(['json', 'csv'], { error: 'must be json or csv' }).default('json');
const search = z.string({ error: 'must be text' }).trim().min(1).max(LIMITS.maxSearchCharacters).optional();

/** Query of the lists of users, bots and buildings, in order of id. `after` is the last id of the page before. */
export const adminListQuery = z.object({
  after: id.optional(),
  limit: pageSize(LIMITS.maxAdminPageSize, LIMITS.maxAdminPageSize),
  /** Only those whose id or name contains this. */
  search,
  format,
});
export type AdminListQuery = z.output<typeof adminListQuery>;

/** Query of `GET /API/admin/logs/show/…`: newest first, ten unless it says otherwise. */
export const adminLogQuery = z.object({
  before: rowId.optional(),
  limit: pageSize(LIMITS.maxAdminPageSize, 10),
  from: instant.optional(),
  to: instant.optional(),
  format,
});
export type AdminLogQuery = z.output<typeof adminLogQuery>;

/** Query of `GET /API/admin/activity` (new): every filter leaves out what does not fit; all can be combined. */
export const activityQuery = z.object({
  user: id.optional(),
  building: id.optional(),
  bot: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
  before: rowId.optional(),
  limit: pageSize(LIMITS.maxAdminPageSize, LIMITS.defaultPageSize),
  format,
});
export type ActivityQuery = z.output<typeof activityQuery>;

/** Query of `GET /API/admin/actions` (new). */
export const adminActionsQuery = z.object({
  admin: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
  before: rowId.optional(),
  limit: pageSize(LIMITS.maxAdminPageSize, LIMITS.defaultPageSize),
  format,
});
export type AdminActionsQuery = z.output<typeof adminActionsQuery>;

/** Body of `POST /API/admin/message` (new): to everybody in a building, in the admin's own name. */
export const adminMessageBody = z
  .object({ b_id: id, message: messageText })
  .transform(({ b_id, message }) => ({ buildingId: b_id, text: message }));
export interface AdminMessageAnswer {
  message_id: string;
  reached: number;
}

/**
 * Body of `POST /API/admin/buildings/import` (new).
 *
 * `data` is the file's JSON: the original's `{ containedSpaces }`, a GeoJSON
 * FeatureCollection, or what Fenix answers at `/spaces` or `/spaces/ID`. Without
 * `apply` nothing is changed: the answer is a preview.
 */
export const importBuildingsBody = z.object({
  data: z.unknown().refine((data) => data !== undefined, { error: 'must be there' }),
  /** `all`: everything, or nothing when a row is refused. `accepted`: what is not refused. */
  apply: z.literal(['all', 'accepted'], { error: 'must be all or accepted' }).optional(),
});
export type ImportFormat = 'original' | 'geojson' | 'fenix';

/** One row of an import. */
export interface ImportedBuilding {
  /** Which row of the file, from 0. */
  row: number;
  id: string;
  name: string;
  latitude: number;
  longitude: number;
  /** Radius in metres. */
  radious: number;
}
export interface ChangedBuilding extends ImportedBuilding {
  before: { name: string; latitude: number; longitude: number; radious: number };
}
export interface RefusedBuilding {
  row: number;
  /** As far as they could be read. */
  id: string | null;
  name: string | null;
  /** In words; a repeated id names both buildings. */
  reason: string;
}
export interface ImportAnswer {
  format: ImportFormat;
  /** True when the buildings were changed as listed. */
  applied: boolean;
  new: ImportedBuilding[];
  changed: ChangedBuilding[];
  /** Ids of those that are there already, just so. */
  unchanged: string[];
  refused: RefusedBuilding[];
}

/** One item of `GET /API/admin/buildings/show`. */
export interface AdminBuilding extends BuildingAnswer {
  /** RFC 3339, UTC; null while it is in use. */
  retired_at: string | null;
  /** How many people are online in it. */
  people: number;
}

/** One item of the lists of users. */
export interface AdminUser {
  id: string;
  name: string | null;
  online: boolean;
  sessions: number;
  /** Where they are; only while they are online. */
  building: BuildingRef | null;
}

/** One item of `GET /API/admin/bots/show/auth/:state`. */
export interface AdminBot {
  id: string;
  building: BuildingRef;
  /** True while it is connected. */
  online: boolean;
  /** RFC 3339, UTC; null where the original did not note it. */
  registered_at: string | null;
  /** When an admin last allowed or disallowed it; null while nobody has decided. */
  decided_at: string | null;
}

/** One item of `GET /API/admin/logs/show/user/:u_id`. */
export interface UserLogLine {
  /** `YYYY-MM-DD HH:MM:SS`, wall time of the server's time zone. */
  timestamp: string;
  message: string;
}
/** One item of `GET /API/admin/logs/show/building/:b_id`: what bots said there. */
export interface BuildingLogLine extends UserLogLine {
  bot_id: string;
}

/** One line of `GET /API/admin/activity`. */
export interface ActivityItem {
  id: string;
  /** RFC 3339, UTC. */
  at: string;
  user: { id: string; name: string | null } | null;
  bot: string | null;
  building: BuildingRef | null;
  message: string;
}
/** Newest first; `next` is the `before` of the next page. */
export interface ActivityPage {
  items: ActivityItem[];
  next: string | null;
}

/** What an admin can do; each is written down. */
export type AdminAction =
  | 'building_added'
  | 'building_changed'
  | 'building_retired'
  | 'building_restored'
  | 'buildings_imported'
  | 'bot_authorized'
  | 'bot_disallowed'
  | 'message_sent'
  | 'list_exported';
export interface AdminActionItem {
  id: string;
  /** RFC 3339, UTC. */
  at: string;
  admin: string;
  action: AdminAction;
  /** What it was done to: a building's or bot's id, or the list that was exported. */
  target: string;
  /** In words. */
  detail: string;
}
export interface AdminActionsPage {
  items: AdminActionItem[];
  next: string | null;
}

/** `GET /API/admin/overview` (new): how it is right now. */
export interface AdminOverview {
  /** RFC 3339, UTC. */
  at: string;
  users_online: number;
  sessions: number;
  /** Online, and in no building. */
  outside: number;
  bots: { connected: number; allowed: number; waiting: number };
  buildings: (BuildingRef & { people: number; bots_connected: number })[];
}

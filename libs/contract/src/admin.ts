import * as z from 'zod';
import { LIMITS } from './limits';
import { id, instant, latitude, longitude, messageText, pageLimit, radius, rowId } from './values';

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

const flag = z
  .union([z.boolean(), z.literal([0, 1, '0', '1']).transform((value) => Number(value) === 1)], {
    error: 'must be true or false, 1 or 0',
  })
  .describe('True or false, or 1 or 0.');

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

const format = z
  .literal(['json', 'csv'], { error: 'must be json or csv' })
  .default('json')
  .describe('`csv` answers a file for a spreadsheet instead of JSON.');
const search = z
  .string({ error: 'must be text' })
  .trim()
  .min(1)
  .max(LIMITS.maxSearchCharacters)
  .optional()
  .describe('Only those whose id or name contains this, whatever the case and the accents.');
const before = rowId.optional().describe('`next` of the page before: only what is older.');
const from = instant.optional().describe('Only what was then or later. RFC 3339.');
const to = instant.optional().describe('Only what was then or earlier. RFC 3339.');

const limit = (standard: number) =>
  pageLimit(LIMITS.maxAdminPageSize)
    .optional()
    .describe(
      `Items at most, from 1 to ${LIMITS.maxAdminPageSize}. Without it a page has ${standard}, and a file everything.`,
    );

/** Query of the lists of users, bots and buildings, in order of id. `after` is the last id of the page before. */
export const adminListQuery = z.object({
  after: id.optional().describe('The last id of the page before.'),
  limit: limit(LIMITS.maxAdminPageSize),
  search,
  format,
});
export type AdminListQuery = z.output<typeof adminListQuery>;

/** Query of `GET /API/admin/logs/show/…`: newest first, ten unless it says otherwise. */
export const adminLogQuery = z.object({
  before,
  limit: limit(LIMITS.defaultLogPageSize),
  from,
  to,
  format,
});
export type AdminLogQuery = z.output<typeof adminLogQuery>;

/** Query of `GET /API/admin/activity` (new): every filter leaves out what does not fit; all can be combined. */
export const activityQuery = z.object({
  user: id.optional(),
  building: id.optional(),
  bot: id.optional(),
  from,
  to,
  before,
  limit: limit(LIMITS.defaultPageSize),
  format,
});
export type ActivityQuery = z.output<typeof activityQuery>;

/** Query of `GET /API/admin/actions` (new). */
export const adminActionsQuery = z.object({
  admin: id.optional(),
  from,
  to,
  before,
  limit: limit(LIMITS.defaultPageSize),
  format,
});
export type AdminActionsQuery = z.output<typeof adminActionsQuery>;

/** Body of `POST /API/admin/message` (new): to everybody in a building, in the admin's own name. */
export const adminMessageBody = z
  .object({ b_id: id, message: messageText })
  .transform(({ b_id, message }) => ({ buildingId: b_id, text: message }));

/**
 * Body of `POST /API/admin/buildings/import` (new).
 *
 * `data` is the file's JSON: the original's `{ containedSpaces }`, a GeoJSON
 * FeatureCollection, or what Fenix answers at `/spaces` or `/spaces/ID`. Without
 * `apply` nothing is changed: the answer is a preview.
 */
export const importBuildingsBody = z.object({
  data: z
    .unknown()
    .refine((data) => data !== undefined, { error: 'must be there' })
    .describe('The JSON of the file. Which of the three formats it has is found out.'),
  apply: z
    .literal(['all', 'accepted'], { error: 'must be all or accepted' })
    .optional()
    .describe(
      '`all`: everything, or nothing when a row is refused. `accepted`: what is not refused. Absent: a preview.',
    ),
});

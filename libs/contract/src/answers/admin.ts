import * as z from 'zod';
import { buildingAnswer } from './people';
import { buildingRef, count, idText, messageIdText, moment, wallTime } from './values';

const next = z.string().nullable().describe('The `before` of the next page; null at the end.');

export const adminMessageAnswer = z
  .object({ message_id: messageIdText, reached: count.describe('How many people it went to.') })
  .describe('What became of a message to a building.');
export type AdminMessageAnswer = z.infer<typeof adminMessageAnswer>;

export const adminBuilding = z
  .object({
    ...buildingAnswer.shape,
    retired_at: moment.nullable().describe('Null while it is in use.'),
    people: count.describe('How many people are online in it.'),
  })
  .describe('A building as admins see it.');
export type AdminBuilding = z.infer<typeof adminBuilding>;

export const adminUser = z
  .object({
    id: idText,
    name: z.string().nullable(),
    online: z.boolean(),
    sessions: count.describe('Live sessions.'),
    building: buildingRef.nullable().describe('Where they are; only while they are online.'),
  })
  .describe('A user as admins see them.');
export type AdminUser = z.infer<typeof adminUser>;

export const adminBot = z
  .object({
    id: idText,
    building: buildingRef,
    online: z.boolean().describe('True while it is connected.'),
    registered_at: moment.nullable().describe('Null where the original did not note it.'),
    decided_at: moment
      .nullable()
      .describe('When an admin last allowed or disallowed it; null while nobody has decided.'),
  })
  .describe('A bot as admins see it.');
export type AdminBot = z.infer<typeof adminBot>;

export const userLogLine = z
  .object({ timestamp: wallTime, message: z.string() })
  .describe('One line of a user’s log.');
export type UserLogLine = z.infer<typeof userLogLine>;

export const buildingLogLine = z
  .object({ ...userLogLine.shape, bot_id: idText })
  .describe('What a bot said in a building.');
export type BuildingLogLine = z.infer<typeof buildingLogLine>;

export const activityItem = z
  .object({
    id: z.string(),
    at: moment,
    user: z.object({ id: idText, name: z.string().nullable() }).nullable(),
    bot: idText.nullable(),
    building: buildingRef.nullable(),
    message: z.string(),
  })
  .describe('One line of the log: who came, moved, left, said.');
export type ActivityItem = z.infer<typeof activityItem>;

export const activityPage = z
  .object({ items: z.array(activityItem).describe('Newest first.'), next })
  .describe('A page of the log.');
export type ActivityPage = z.infer<typeof activityPage>;

const adminAction = z
  .literal([
    'building_added',
    'building_changed',
    'building_retired',
    'building_restored',
    'buildings_imported',
    'bot_authorized',
    'bot_disallowed',
    'message_sent',
    'list_exported',
  ])
  .describe('What an admin can do; each is written down.');
export type AdminAction = z.infer<typeof adminAction>;

export const adminActionItem = z
  .object({
    id: z.string(),
    at: moment,
    admin: idText,
    action: adminAction,
    target: z
      .string()
      .describe('What it was done to: a building’s or bot’s id, or the list that was exported.'),
    detail: z.string().describe('In words.'),
  })
  .describe('What an admin did.');
export type AdminActionItem = z.infer<typeof adminActionItem>;

export const adminActionsPage = z
  .object({ items: z.array(adminActionItem).describe('Newest first.'), next })
  .describe('A page of what admins did.');
export type AdminActionsPage = z.infer<typeof adminActionsPage>;

export const adminOverview = z
  .object({
    at: moment,
    users_online: count,
    sessions: count.describe('Live sessions of users.'),
    outside: count.describe('Users online, and in no building.'),
    bots: z.object({ connected: count, allowed: count, waiting: count }),
    buildings: z.array(z.object({ ...buildingRef.shape, people: count, bots_connected: count })),
  })
  .describe('How it is right now.');
export type AdminOverview = z.infer<typeof adminOverview>;

import {
  activityQuery,
  adminActionsQuery,
  adminListQuery,
  adminLogQuery,
  botAuthParameters,
  buildingParameters,
  userParameters,
} from '../../admin';
import type { AnswerName } from '../schemas';
import { entries, ok, type AnswerEntry } from '../entry';
import { NOW, QUIMICA, TORRE_NORTE } from '../samples';

/** A list that is answered as JSON, or as a file for a spreadsheet. */
const list = (schema: AnswerName): AnswerEntry => ({
  ...ok(schema, 'The list; with `format=csv` as a file in which no cell is a formula.'),
  types: ['application/json', 'text/csv'],
});
const nothing = ok('Nothing', 'Done.');
const place = { latitude: 38.7377808, longitude: -9.1385732, radious: 49 };
const user = { id: 'rui', name: 'Rui', online: true, sessions: 2, building: TORRE_NORTE };

/** For the ids that the operator named. */
export const ADMIN = entries({
  adminOverview: {
    tag: 'Administration',
    summary: 'How it is right now',
    answer: ok('AdminOverview'),
    example: {
      answer: {
        ...{ at: NOW, users_online: 41, sessions: 57, outside: 4 },
        bots: { connected: 1, allowed: 3, waiting: 2 },
        buildings: [{ ...TORRE_NORTE, people: 37, bots_connected: 1 }],
      },
    },
  },
  addBuilding: {
    tag: 'Administration',
    summary: 'Create a building, or change the one with this id',
    description: 'Whoever is online in the old or the new circle is placed anew at once.',
    body: 'AddBuildingBody',
    answer: nothing,
    example: { body: { ...TORRE_NORTE, ...place }, answer: [] },
  },
  retireBuilding: {
    tag: 'Administration',
    summary: 'Retire a building, or take it into use again',
    description: 'A retired building holds nobody and takes no new bots. Buildings are never deleted.',
    body: 'RetireBuildingBody',
    answer: nothing,
    errors: ['not_found'],
    example: { body: { id: QUIMICA.id, retired: true }, answer: [] },
  },
  importBuildings: {
    tag: 'Administration',
    summary: 'Import buildings from a file, or see what that would do',
    description:
      '`data` is the original’s `{ containedSpaces }`, a GeoJSON FeatureCollection, or what Fenix answers at `/spaces` or `/spaces/ID`. Bodies up to 2 MB.',
    body: 'ImportBuildingsBody',
    answer: ok('ImportAnswer'),
    errors: ['import_refused'],
    example: {
      body: {
        data: {
          containedSpaces: [
            {
              id: '2448131361155',
              name: 'Pavilhão de Mecânica III',
              latitude: 38.7374,
              longitude: -9.1372,
              range: 43,
            },
          ],
        },
      },
      answer: {
        ...{ format: 'original', applied: false, new: [], unchanged: [], refused: [] },
        changed: [
          {
            ...{ row: 0, id: '2448131361155', name: 'Pavilhão de Mecânica III' },
            ...{ latitude: 38.7374, longitude: -9.1372, radious: 43 },
            before: {
              ...{ name: 'Pavilhão de Mecânica III', latitude: 38.73739668, longitude: -9.1372419 },
              radious: 43,
            },
          },
        ],
      },
    },
  },
  adminBuildings: {
    tag: 'Administration',
    summary: 'All buildings, retired ones too',
    query: adminListQuery,
    answer: list('AdminBuildings'),
    example: {
      query: { search: 'torre' },
      answer: [{ ...TORRE_NORTE, ...place, retired_at: null, people: 37 }],
    },
  },
  adminUsers: {
    tag: 'Administration',
    summary: 'All users',
    query: adminListQuery,
    answer: list('AdminUsers'),
    example: { query: { limit: '100' }, answer: [user] },
  },
  adminUsersOnline: {
    tag: 'Administration',
    summary: 'Users who are online',
    query: adminListQuery,
    answer: list('AdminUsers'),
    example: { query: { limit: '100' }, answer: [user] },
  },
  adminUsersInBuilding: {
    tag: 'Administration',
    summary: 'Users who are online in a building',
    path: buildingParameters,
    query: adminListQuery,
    answer: list('AdminUsers'),
    errors: ['not_found'],
    example: { path: { b_id: TORRE_NORTE.id }, answer: [user] },
  },
  adminUserLog: {
    tag: 'Administration',
    summary: 'What a user did',
    description: 'Came, moved, left, and to how many they wrote; never what.',
    path: userParameters,
    query: adminLogQuery,
    answer: list('UserLog'),
    errors: ['not_found'],
    example: {
      path: { u_id: 'rui' },
      answer: [{ timestamp: '2026-11-22 17:36:10', message: 'Logged in. Currently in Torre Norte' }],
    },
  },
  adminBuildingLog: {
    tag: 'Administration',
    summary: 'What bots said in a building',
    path: buildingParameters,
    query: adminLogQuery,
    answer: list('BuildingLog'),
    errors: ['not_found'],
    example: {
      path: { b_id: TORRE_NORTE.id },
      answer: [
        { bot_id: 'canteen', timestamp: '2026-11-22 12:00:00', message: 'Soup of the day: caldo verde.' },
      ],
    },
  },
  adminActivity: {
    tag: 'Administration',
    summary: 'The log, filtered by user, building, bot and time',
    query: activityQuery,
    answer: list('ActivityPage'),
    example: {
      query: { user: 'rui', limit: '20' },
      answer: {
        items: [
          {
            ...{ id: '311', at: NOW, bot: null, building: TORRE_NORTE },
            user: { id: 'rui', name: 'Rui' },
            message: 'Logged in. Currently in Torre Norte',
          },
        ],
        next: null,
      },
    },
  },
  adminActions: {
    tag: 'Administration',
    summary: 'What admins did',
    query: adminActionsQuery,
    answer: list('AdminActionsPage'),
    example: {
      query: { limit: '20' },
      answer: {
        items: [
          { id: '7', at: NOW, admin: 'eva', action: 'bot_authorized', target: 'canteen', detail: 'Allowed.' },
        ],
        next: null,
      },
    },
  },
  authorizeBot: {
    tag: 'Administration',
    summary: 'Allow a bot, or disallow it',
    description: 'A bot that is disallowed is cut off at once, and its tokens are dead.',
    body: 'AuthorizeBotBody',
    answer: nothing,
    errors: ['not_found'],
    example: { body: { id: 'canteen', state: true }, answer: [] },
  },
  adminBots: {
    tag: 'Administration',
    summary: 'Bots that are allowed (1), or not (0)',
    path: botAuthParameters,
    query: adminListQuery,
    answer: list('AdminBots'),
    example: {
      path: { state: '0' },
      answer: [{ id: 'canteen', building: TORRE_NORTE, online: false, registered_at: NOW, decided_at: null }],
    },
  },
  adminMessage: {
    tag: 'Administration',
    summary: 'Write to everybody in a building',
    description: 'In the admin’s own name, to whoever is online there.',
    body: 'AdminMessageBody',
    answer: { ...ok('AdminMessageAnswer', 'It is stored.'), headers: ['RateLimit'] },
    errors: ['not_found'],
    example: {
      body: { b_id: TORRE_NORTE.id, message: 'The building closes at eight today.' },
      answer: { message_id: '23', reached: 37 },
    },
  },
});

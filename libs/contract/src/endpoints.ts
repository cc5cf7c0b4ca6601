import { PATHS } from './paths';

/**
 * Who may ask: anybody; whoever is signed in; a bot with its token; an admin.
 *
 * A body, header or cookie with credentials of another kind is refused with 403.
 */
export type Access = 'anybody' | 'user' | 'bot' | 'admin';

/** One route of the REST interface. The server registers it from here, and the documents describe it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly access: Access;
  /** The status of success. */
  readonly status: number;
}

const get = <const Path extends string>(path: Path, access: Access, status = 200) =>
  ({ method: 'GET', path, access, status }) as const;
const post = <const Path extends string>(path: Path, access: Access, status = 200) =>
  ({ method: 'POST', path, access, status }) as const;
const remove = <const Path extends string>(path: Path, access: Access, status = 204) =>
  ({ method: 'DELETE', path, access, status }) as const;

/** Every route of the server, but the files of the page and the sign-in stand-in. */
export const ENDPOINTS = {
  updateCoordinates: post(PATHS.updateCoordinates, 'user'),
  updateRange: post(PATHS.updateRange, 'user'),
  showBuilding: post(PATHS.showBuilding, 'user'),
  showRange: post(PATHS.showRange, 'user'),
  sendMessage: post(PATHS.sendMessage, 'user'),
  receiveMessages: post(PATHS.receiveMessages, 'user'),

  login: get(PATHS.login, 'anybody', 302),
  session: get(PATHS.session, 'user'),
  signOut: remove(PATHS.session, 'user'),
  settings: get(PATHS.settings, 'anybody'),
  nearby: get(PATHS.nearby, 'user'),
  buildings: get(PATHS.buildings, 'user'),
  occupancy: get(PATHS.occupancy, 'user'),
  messages: get(PATHS.messages, 'user'),
  createMessage: post(PATHS.messages, 'user', 201),
  messagesSeen: post(PATHS.messagesSeen, 'user', 204),

  checkBot: get(PATHS.checkBot, 'anybody'),
  botBuildings: get(PATHS.botBuildings, 'anybody'),
  registerBot: post(PATHS.registerBot, 'anybody'),
  authenticateBot: post(PATHS.authenticateBot, 'anybody'),
  rotateBotSecret: post(PATHS.rotateBotSecret, 'anybody'),
  sendBotMessage: post(PATHS.sendBotMessage, 'bot'),
  botMessages: get(PATHS.botMessages, 'bot'),
  botMessage: get(PATHS.botMessage, 'bot'),

  adminOverview: get(PATHS.adminOverview, 'admin'),
  addBuilding: post(PATHS.addBuilding, 'admin'),
  retireBuilding: post(PATHS.retireBuilding, 'admin'),
  importBuildings: post(PATHS.importBuildings, 'admin'),
  adminBuildings: get(PATHS.adminBuildings, 'admin'),
  adminUsers: get(PATHS.adminUsers, 'admin'),
  adminUsersOnline: get(PATHS.adminUsersOnline, 'admin'),
  adminUsersInBuilding: get(PATHS.adminUsersInBuilding, 'admin'),
  adminUserLog: get(PATHS.adminUserLog, 'admin'),
  adminBuildingLog: get(PATHS.adminBuildingLog, 'admin'),
  adminActivity: get(PATHS.adminActivity, 'admin'),
  adminActions: get(PATHS.adminActions, 'admin'),
  authorizeBot: post(PATHS.authorizeBot, 'admin'),
  adminBots: get(PATHS.adminBots, 'admin'),
  adminMessage: post(PATHS.adminMessage, 'admin'),

  openApi: get(PATHS.openApi, 'anybody'),
  asyncApi: get(PATHS.asyncApi, 'anybody'),
  documentation: get(PATHS.documentation, 'anybody'),

  live: get(PATHS.live, 'anybody'),
  ready: get(PATHS.ready, 'anybody'),
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof ENDPOINTS;

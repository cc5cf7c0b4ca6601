// Apart from the schemas, so that the page knows where to ask without loading zod.

/**
 * Request header of `message/send` and `POST /API/messages`, in lower case.
 *
 * A request that is repeated with the same key stores one message and gets the same answer.
 */
export const IDEMPOTENCY_KEY = 'idempotency-key';

/** Paths of the REST interface; `:name` stands for a value. The first six are the seed's and never change. */
export const PATHS = {
  updateCoordinates: '/API/user/update/coordinates',
  updateRange: '/API/user/update/range',
  showBuilding: '/API/user/show/building',
  showRange: '/API/user/show/range',
  sendMessage: '/API/user/message/send',
  receiveMessages: '/API/user/message/receive',
  login: '/login',
  session: '/API/session',
  nearby: '/API/nearby',
  buildings: '/API/buildings',
  occupancy: '/API/buildings/occupancy',
  messages: '/API/messages',
  messagesSeen: '/API/messages/seen',
  settings: '/API/settings',
  checkBot: '/API/bot/check/:id',
  botBuildings: '/API/bot/show/buildings',
  registerBot: '/API/bot/register',
  authenticateBot: '/API/bot/auth',
  rotateBotSecret: '/API/bot/rotate',
  sendBotMessage: '/API/bot/message',
  botMessages: '/API/bot/messages',
  botMessage: '/API/bot/messages/:id',
  adminOverview: '/API/admin/overview',
  addBuilding: '/API/admin/buildings/add',
  retireBuilding: '/API/admin/buildings/retire',
  importBuildings: '/API/admin/buildings/import',
  adminBuildings: '/API/admin/buildings/show',
  adminUsers: '/API/admin/users/show',
  adminUsersOnline: '/API/admin/users/show/online',
  adminUsersInBuilding: '/API/admin/users/show/building/:b_id',
  adminUserLog: '/API/admin/logs/show/user/:u_id',
  adminBuildingLog: '/API/admin/logs/show/building/:b_id',
  adminActivity: '/API/admin/activity',
  adminActions: '/API/admin/actions',
  authorizeBot: '/API/admin/bots/update/auth',
  adminBots: '/API/admin/bots/show/auth/:state',
  adminMessage: '/API/admin/message',
  openApi: '/API/openapi.json',
  asyncApi: '/API/asyncapi.json',
  documentation: '/API/docs',
  live: '/health/live',
  ready: '/health/ready',
} as const;

/** Where somebody is said to be who stands in no building. */
export const OUTSIDE = 'Out of IST registered facilities';

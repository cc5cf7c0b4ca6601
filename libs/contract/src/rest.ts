import * as z from 'zod';
import { LIMITS } from './limits';
import {
  characterCount,
  id,
  idList,
  latitude,
  longitude,
  messageId,
  messageText,
  pageSize,
  radius,
} from './values';

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
  live: '/health/live',
  ready: '/health/ready',
} as const;

/** Where somebody is said to be who stands in no building. */
export const OUTSIDE = 'Out of IST registered facilities';

// Bodies. `token` is read by the guard before these see it; unknown fields are ignored.

export const coordinatesBody = z
  .object({ id, latitude, longitude })
  .transform(({ id: _caller, ...position }) => position);

/** One item of `update/range`. */
export const rangeItem = z
  .object({ id, radious: radius })
  .transform(({ id: user, radious }) => ({ user, radius: radious }));
export type RangeChange = z.output<typeof rangeItem>;

const rangeList = z
  .array(rangeItem)
  .min(1, { error: 'must name at least one range' })
  .max(LIMITS.maxBatch, { error: `must name at most ${LIMITS.maxBatch} ranges` });

/** One object or a list of them; always read as a list. What is wrong is named as it was sent. */
export const rangeBody = z.unknown().transform((body, context): RangeChange[] => {
  const read = Array.isArray(body)
    ? rangeList.safeParse(body)
    : rangeItem.transform((item) => [item]).safeParse(body);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

const caller = z.object({ id });
/** One object or a list of exactly one. */
export const showBuildingBody = z.union([caller, z.array(caller).length(1)], {
  error: 'must be an object, or a list of one',
});

export const showRangeBody = z
  .object({ id, latitude, longitude, radious: radius })
  .transform(({ id: _caller, radious, ...centre }) => ({ centre, radius: radious }));

interface Addressed {
  sender: string;
  users: string[];
  message: string;
}

/** Whom a message goes to: repeats and oneself are left out. */
const draftOf = ({ sender, users, message }: Addressed) => ({
  recipients: users.filter((user) => user !== sender),
  text: message,
});

function somebodyElse(field: string) {
  return ({ recipients }: { recipients: string[] }, context: z.RefinementCtx): void => {
    const wrong =
      recipients.length === 0
        ? 'must name somebody else'
        : recipients.length > LIMITS.maxRecipients
          ? `must name at most ${LIMITS.maxRecipients} people`
          : undefined;
    if (wrong) context.addIssue({ code: 'custom', path: [field], message: wrong });
  };
}

export const sendMessageBody = z
  .object({ id, users: idList, message: messageText })
  .transform(({ id: sender, users, message }) => draftOf({ sender, users, message }))
  .superRefine(somebodyElse('users'));
export type Draft = z.output<typeof sendMessageBody>;

/** Body of `POST /API/messages` from `sender`, whom the credentials name: `id` may be left out. */
export function newMessageBody(sender: string) {
  return z
    .object({ id: id.optional(), recipients: idList, message: messageText })
    .transform(({ recipients, message }) => draftOf({ sender, users: recipients, message }))
    .superRefine(somebodyElse('recipients'));
}

/** Value of the `Idempotency-Key` header. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]+$/, { error: 'must be printable ASCII without spaces' })
  .max(LIMITS.maxIdempotencyKeyCharacters, {
    error: `must have at most ${LIMITS.maxIdempotencyKeyCharacters} characters`,
  });

/** Body of `POST /API/messages/seen`: messages that one received and has had before one's eyes. */
export const messagesSeenBody = z.object({
  id: id.optional(),
  ids: z
    .array(messageId, { error: 'must be a list of message ids' })
    .min(1, { error: 'must name a message' })
    .max(LIMITS.maxSeenBatch, { error: `must name at most ${LIMITS.maxSeenBatch} messages` }),
});

export const receiveMessagesBody = z
  .object({ id, socket_id: z.string({ error: 'must be text' }).min(1).max(100) })
  .transform(({ socket_id }) => ({ socketId: socket_id }));

export const historyQuery = z.object({
  /** Only messages older than this one: `next` of the page before. */
  before: messageId.optional(),
  limit: pageSize(LIMITS.maxPageSize, LIMITS.defaultPageSize),
  /** Only messages between the caller and this user or bot. */
  with: id.optional(),
  /** Only the caller's own messages that went to more than one. */
  audience: z.literal('several', { error: 'must be several' }).optional(),
  /** Only messages whose text contains this, whatever the case and the accents. */
  search: z
    .string({ error: 'must be text' })
    .trim()
    .min(1, { error: 'must not be empty' })
    .refine((text) => characterCount(text) <= LIMITS.maxSearchCharacters, {
      error: `must have at most ${LIMITS.maxSearchCharacters} characters`,
    })
    .optional(),
});
export type HistoryQuery = z.output<typeof historyQuery>;

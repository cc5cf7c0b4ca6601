import * as z from 'zod';
import { LIMITS } from './limits';
import { characterCount } from './text';
import { id, idList, latitude, longitude, messageId, messageText, pageSize, radius } from './values';

// Bodies. `token` is read by the guard before these see it; unknown fields are ignored.

export const coordinatesBody = z
  .object({ id, latitude, longitude })
  .transform(({ id: _caller, ...position }) => position);

/** One item of `update/range`. */
export const rangeItem = z
  .object({ id, radious: radius })
  .transform(({ id: user, radious }) => ({ user, radius: radious }));
export type RangeChange = z.output<typeof rangeItem>;

/** A list of ranges. */
export const rangeList = z
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
  })
  .describe('A random name for this request: repeated with the same one, it is carried out once.');

/** Body of `POST /API/messages/seen`: messages that one received and has had before one's eyes. */
export const messagesSeenBody = z.object({
  id: id.optional(),
  ids: z
    .array(messageId, { error: 'must be a list of message ids' })
    .min(1, { error: 'must name a message' })
    .max(LIMITS.maxSeenBatch, { error: `must name at most ${LIMITS.maxSeenBatch} messages` }),
});

export const receiveMessagesBody = z
  .object({
    id,
    socket_id: z
      .string({ error: 'must be text' })
      .min(1)
      .max(100)
      .describe('`socket.id` of the client whose session is asked for.'),
  })
  .transform(({ socket_id }) => ({ socketId: socket_id }));

export const historyQuery = z.object({
  before: messageId.optional().describe('Only messages older than this one: `next` of the page before.'),
  limit: pageSize(LIMITS.maxPageSize, LIMITS.defaultPageSize),
  with: id.optional().describe('Only messages between the caller and this user or bot.'),
  audience: z
    .literal('several', { error: 'must be several' })
    .optional()
    .describe('Only the caller’s own messages that went to more than one.'),
  search: z
    .string({ error: 'must be text' })
    .trim()
    .min(1, { error: 'must not be empty' })
    .refine((text) => characterCount(text) <= LIMITS.maxSearchCharacters, {
      error: `must have at most ${LIMITS.maxSearchCharacters} characters`,
    })
    .optional()
    .meta({
      description: 'Only messages whose text contains this, whatever the case and the accents.',
      maxLength: LIMITS.maxSearchCharacters,
    }),
});
export type HistoryQuery = z.output<typeof historyQuery>;

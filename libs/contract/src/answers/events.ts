import * as z from 'zod';
import { buildingRef, count, idText, messageIdText, moment } from './values';
import { deliveryReport } from './bots';
import { messageAnswer } from './messages';
import { errorCode, fieldError } from './server';

export const eventError = z
  .object({
    code: errorCode,
    message: z.string().describe('For people.'),
    errors: z.array(fieldError).optional(),
  })
  .describe('Why an event was refused, or why the connection is about to be closed.');
export type EventError = z.infer<typeof eventError>;

export const newClientAnswer = z
  .object({
    session_id: z
      .string()
      .describe('This session’s own id: it stays when another connection takes the session over.'),
    expires_at: moment.describe('When the sign-in, and with it the session, ends. RFC 3339, UTC.'),
    resumed: z.boolean().describe('True when this connection took over the session that was named.'),
    last_message: messageIdText
      .nullable()
      .optional()
      .describe('When messages are pushed: whatever came after this one is. Null: everything.'),
    reload: z
      .boolean()
      .optional()
      .describe(
        'When messages are pushed: true when some between `after` and `last_message` are not; ask the history.',
      ),
  })
  .describe('What an introduction is answered.');
export type NewClientAnswer = z.infer<typeof newClientAnswer>;

export const newBotAnswer = z
  .object({ ...newClientAnswer.shape, building: buildingRef })
  .describe('As for `new_client` with pushed messages, and the building that the bot speaks to.');
export type NewBotAnswer = z.infer<typeof newBotAnswer>;

export const messageReceipt = z
  .object({
    id: messageIdText,
    recipient_count: count,
    delivered_count: count.describe('People who have it on at least one screen’s device.'),
    seen_count: count.describe('People who had it before their eyes.'),
  })
  .describe('How far one’s own message has come.');
export type MessageReceipt = z.infer<typeof messageReceipt>;

const refused = z.object({ ok: z.literal(false), error: eventError }).describe('The event was refused.');

/** What an event that was sent with a callback is answered. */
export const acknowledgementOf = <Shape extends z.ZodRawShape>(answer: z.ZodObject<Shape>) =>
  z.union([z.object({ ok: z.literal(true), ...answer.shape }).describe('It was taken.'), refused]);

/** The arguments of each event that the server emits, without a callback. */
export const HEARD = {
  new_movement: z.tuple([]).describe('No arguments.'),
  new_message: z.tuple([z.array(idText).length(1).describe('The receiving user’s own id.')]),
  message: z.tuple([messageAnswer]),
  message_receipts: z.tuple([z.array(messageReceipt).min(1)]),
  messages_seen: z.tuple([z.object({ ids: z.array(messageIdText).min(1) })]),
  delivery_report: z.tuple([z.array(deliveryReport).min(1)]),
  server_stopping: z.tuple([
    z.object({ retry_in: z.int().min(0).describe('Milliseconds, different for each client.') }),
  ]),
  exception: z.tuple([eventError]),
};

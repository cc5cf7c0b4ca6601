import * as z from 'zod';
import { id, idList, messageId, messageText } from './values';

// The bot side of the REST interface. Paths, bodies and answers of the first five are the original's.

const secret = z
  .string({ error: 'must be text' })
  .min(1, { error: 'must not be empty' })
  .max(200)
  .describe('The bot’s secret.');

/** Body of `POST /API/bot/register`: `b_id` is the building that the bot will speak to. */
export const registerBotBody = z
  .object({ id, b_id: id.describe('The building that the bot will speak to.') })
  .transform(({ id: bot, b_id }) => ({ bot, buildingId: b_id }));
export type BotRegistration = z.output<typeof registerBotBody>;

/** Body of `POST /API/bot/auth` and `POST /API/bot/rotate`. */
export const botSecretBody = z
  .object({ id, pass: secret })
  .transform(({ id: bot, pass }) => ({ bot, secret: pass }));
export type BotSecret = z.output<typeof botSecretBody>;

/**
 * Body of `POST /API/bot/message` from a bot whom the credentials name: `id` may be left out.
 *
 * Without `users` it goes to everybody in the bot's building; with them to these
 * people alone, who must have written to the bot in the last 30 days.
 */
export const botMessageBody = z
  .object({
    id: id.optional(),
    message: messageText,
    users: idList.optional().meta({
      description: 'Only these people, who wrote to the bot lately; else everybody in its building.',
    }),
  })
  .transform(({ message, users }) => ({ text: message, recipients: users }));
export type BotDraft = z.output<typeof botMessageBody>;

/** Of `GET /API/bot/check/:id` and `GET /API/bot/messages/:id`. */
export const botParameters = z.object({ id });
export const messageParameters = z.object({ id: messageId });

const elsewhere = z
  .undefined({ error: 'must stand in the body: addresses are written down in many places' })
  .optional();

/** Query of whatever takes a secret or a token: an address is no place for them. */
export const secretFreeQuery = z.looseObject({ pass: elsewhere, token: elsewhere, secret: elsewhere });

import * as z from 'zod';
import type { BuildingRef } from './rest';
import { id, idList, messageText } from './values';

// The bot side of the REST interface. Paths, bodies and answers of the first five are the original's.

const secret = z.string({ error: 'must be text' }).min(1, { error: 'must not be empty' }).max(200);

/** Body of `POST /API/bot/register`: `b_id` is the building that the bot will speak to. */
export const registerBotBody = z
  .object({ id, b_id: id })
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
  .object({ id: id.optional(), message: messageText, users: idList.optional() })
  .transform(({ message, users }) => ({ text: message, recipients: users }));
export type BotDraft = z.output<typeof botMessageBody>;

/** Where a bot is between unknown and speaking. `unauthorized`: it waits for an admin, or was disallowed. */
export type BotState = 'unregistered' | 'unauthorized' | 'busy' | 'available';

/** `GET /API/bot/check/:id`, and part of the answer to `POST /API/bot/message`. */
export interface BotCheckAnswer {
  /** 1 when the bot could connect now. */
  available: 0 | 1;
  state: BotState;
  /** There when no such bot is registered. */
  new?: 1;
  /** There when no admin has authorised it, or one has taken that back. */
  auth?: 0;
}

/** `POST /API/bot/register` and `POST /API/bot/rotate`: the only time that the secret is shown. */
export interface BotSecretAnswer {
  pass: string;
}

/** `POST /API/bot/auth`. */
export type BotAuthAnswer =
  | {
      auth: 1;
      /** Shown in further requests and in `new_bot`. */
      token: string;
      /** RFC 3339, UTC. */
      expires_at: string;
      building: BuildingRef;
    }
  | {
      auth: 0;
      /** There when the secret is right: the bot is `unauthorized`. */
      state?: BotState;
    };

/** `POST /API/bot/message`: the bot's state, and what became of the message. */
export interface BotMessageAnswer extends BotCheckAnswer {
  message_id: string;
  /** How many people it went to. */
  reached: number;
}

/** `GET /API/bot/messages/:id`, and each item of the event `delivery_report`. */
export interface DeliveryReport {
  id: string;
  /** People it went to. */
  reached: number;
  /** People who have it on at least one device. */
  delivered: number;
  /** People who had it before their eyes. */
  seen: number;
}

import * as z from 'zod';
import { buildingRef, count, messageIdText, moment } from './values';

const botState = z
  .literal(['unregistered', 'unauthorized', 'busy', 'available'])
  .describe('`unauthorized`: it waits for an admin, or was disallowed. `busy`: it is connected.');
/** Where a bot is between unknown and speaking. */
export type BotState = z.infer<typeof botState>;

export const botCheckAnswer = z
  .object({
    available: z.literal([0, 1]).describe('1 when the bot could connect now.'),
    state: botState,
    new: z.literal(1).optional().describe('There when no such bot is registered.'),
    auth: z
      .literal(0)
      .optional()
      .describe('There when no admin has authorised it, or one has taken that back.'),
  })
  .describe('Where a bot is between unknown and speaking.');
export type BotCheckAnswer = z.infer<typeof botCheckAnswer>;

export const botSecretAnswer = z
  .object({ pass: z.string().describe('The secret. It is shown here alone, and kept as a digest.') })
  .describe('The only time that the secret is shown.');
export type BotSecretAnswer = z.infer<typeof botSecretAnswer>;

export const botAuthAnswer = z
  .union([
    z
      .object({
        auth: z.literal(1),
        token: z.string().describe('Shown in further requests and in `new_bot`.'),
        expires_at: moment,
        building: buildingRef,
      })
      .describe('The secret is right, and the bot is authorised.'),
    z
      .object({
        auth: z.literal(0),
        state: botState.optional().describe('There when the secret is right: the bot is `unauthorized`.'),
      })
      .describe('It may not connect.'),
  ])
  .describe('A token, or that there is none.');
export type BotAuthAnswer = z.infer<typeof botAuthAnswer>;

export const botMessageAnswer = z
  .object({
    ...botCheckAnswer.shape,
    message_id: messageIdText,
    reached: count.describe('How many people it went to.'),
  })
  .describe('The bot’s state, and what became of the message.');
export type BotMessageAnswer = z.infer<typeof botMessageAnswer>;

export const deliveryReport = z
  .object({
    id: messageIdText,
    reached: count.describe('People it went to.'),
    delivered: count.describe('People who have it on at least one device.'),
    seen: count.describe('People who had it before their eyes.'),
  })
  .describe('How far a bot’s message has come.');
export type DeliveryReport = z.infer<typeof deliveryReport>;

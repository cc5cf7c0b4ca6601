import * as z from 'zod';
import { botParameters, messageParameters } from '../../bots';
import { historyQuery, idempotencyKey } from '../../rest';
import { entries, ok } from '../entry';
import { BOT_TOKEN, KEY, LATER, NOW, QUIMICA, RUI, SECRET, TORRE_NORTE } from '../samples';

/** Programs that speak to a building. */
export const BOTS = entries({
  checkBot: {
    tag: 'Bots',
    summary: 'Where a bot is between unknown and speaking',
    description:
      '`unregistered`, `unauthorized` (it waits for an admin, or was disallowed), `busy`, or `available`.',
    path: botParameters,
    answer: ok('BotCheck'),
    example: { path: { id: 'canteen' }, answer: { available: 0, state: 'unauthorized', auth: 0 } },
  },
  botBuildings: {
    tag: 'Bots',
    summary: 'The buildings that a bot can speak to',
    answer: ok('BotBuildings'),
    example: { answer: [TORRE_NORTE, QUIMICA] },
  },
  registerBot: {
    tag: 'Bots',
    summary: 'Register a bot for a building',
    description:
      'The secret is shown in this answer alone. The bot may speak once an admin has authorised it. Ids of bots and users are one namespace; those that have the form of a Fenix id are kept for people.',
    body: 'RegisterBotBody',
    answer: ok('BotSecret', 'It is registered.'),
    errors: ['id_taken'],
    example: { body: { id: 'canteen', b_id: TORRE_NORTE.id }, answer: { pass: SECRET } },
  },
  authenticateBot: {
    tag: 'Bots',
    summary: 'Get a token for a bot',
    description:
      'By its secret. A wrong secret and an unknown bot are answered alike, `{ "auth": 0 }`; a right one of a bot that is not authorised has `state` besides. The token is good for an hour.',
    body: 'BotSecretBody',
    answer: ok('BotAuth'),
    example: {
      body: { id: 'canteen', pass: SECRET },
      answer: { auth: 1, token: BOT_TOKEN, expires_at: LATER, building: TORRE_NORTE },
    },
  },
  rotateBotSecret: {
    tag: 'Bots',
    summary: 'Get another secret for a bot',
    description: 'By the one that it has, which is worthless from then on, as are the bot’s tokens.',
    body: 'BotSecretBody',
    answer: ok('BotSecret', 'It has another secret.'),
    errors: ['unauthenticated'],
    example: { body: { id: 'canteen', pass: SECRET }, answer: { pass: SECRET } },
  },
  sendBotMessage: {
    tag: 'Bots',
    summary: 'Speak to the building',
    description:
      'To everybody who is online in the bot’s building; with `users`, to these people, who must have written to the bot in the last 30 days. Taken while the bot is connected, too.',
    header: z.object({ 'Idempotency-Key': idempotencyKey.optional() }),
    body: 'BotMessageBody',
    answer: { ...ok('BotMessageAnswer', 'It is stored.'), headers: ['RateLimit'] },
    errors: ['bot_not_authorized', 'not_reachable', 'idempotency_key_reused'],
    example: {
      header: { 'Idempotency-Key': KEY },
      body: { id: 'canteen', message: 'Soup of the day: caldo verde.' },
      answer: { available: 0, state: 'busy', message_id: '21', reached: 14 },
    },
  },
  botMessages: {
    tag: 'Bots',
    summary: 'What the bot said, and what was written to it',
    description: 'Newest first.',
    query: historyQuery,
    answer: ok('MessagePage'),
    example: {
      query: { limit: '20' },
      answer: {
        items: [
          {
            ...{ id: '22', kind: 'text', sender: RUI, recipient_count: 1, message: 'Is there any left?' },
            recipients: [{ kind: 'bot', id: 'canteen', name: 'canteen', building: TORRE_NORTE }],
            sent_at: NOW,
            seen: false,
          },
        ],
        next: null,
      },
    },
  },
  botMessage: {
    tag: 'Bots',
    summary: 'How far a message of the bot has come',
    path: messageParameters,
    answer: ok('DeliveryReport'),
    errors: ['not_found'],
    example: { path: { id: '21' }, answer: { id: '21', reached: 14, delivered: 12, seen: 3 } },
  },
});

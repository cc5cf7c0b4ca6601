import * as z from 'zod';
import { historyQuery, idempotencyKey } from '../../rest';
import { entries, nothing, ok } from '../entry';
import { KEY, MESSAGE, SOCKET_ID } from '../samples';

const withKey = z.object({ 'Idempotency-Key': idempotencyKey.optional() });
const whole = 'All recipients get it, or nobody does; ';

/** Messages between people. */
export const MESSAGES = entries({
  sendMessage: {
    tag: 'Messages',
    summary: 'Write to people',
    description: `${whole}once it is answered it is stored, whatever fails from then on. \`users\` names 1 to 1000 others whom the sender reaches: near, in the same building, listed in the last minute, or who wrote to the sender in the last 30 days.`,
    header: withKey,
    body: 'SendMessageBody',
    answer: { ...nothing('It is stored.'), headers: ['RateLimit'] },
    errors: ['not_reachable', 'idempotency_key_reused'],
    example: { header: { 'Idempotency-Key': KEY }, body: { id: 'ana', users: ['rui'], message: 'Olá!' } },
  },
  receiveMessages: {
    tag: 'Messages',
    summary: 'Take what waits for one session',
    description:
      'Oldest first. What was answered has left the queue, and is handed out once; the history makes up for an answer that is lost. A session that is pushed to is answered `[]`.',
    body: 'ReceiveMessagesBody',
    answer: ok('PulledMessages'),
    errors: ['session_not_found'],
    example: {
      body: { id: 'ana', socket_id: SOCKET_ID },
      answer: ['{"timestamp":"2026-11-22 17:37:17","id":"rui","message":"Olá!"}'],
    },
  },
  messages: {
    tag: 'Messages',
    summary: 'The history',
    description:
      'What the caller sent and received, newest first. All filters can be combined. With `audience` or `search` one request looks through 2000 messages at most: go on with `before=next` until `next` is null.',
    query: historyQuery,
    answer: ok('MessagePage'),
    example: { query: { with: 'rui', limit: '20' }, answer: { items: [MESSAGE], next: null } },
  },
  createMessage: {
    tag: 'Messages',
    summary: 'Write to people, and get the message',
    description: `${whole}the answer is the message as the history has it.`,
    header: withKey,
    body: 'NewMessageBody',
    answer: { ...ok('Message', 'It is stored.'), headers: ['RateLimit'] },
    errors: ['not_reachable', 'idempotency_key_reused'],
    example: {
      header: { 'Idempotency-Key': KEY },
      body: { recipients: ['rui'], message: 'Olá!' },
      answer: { ...MESSAGE, delivered_count: 0, idempotency_key: KEY },
    },
  },
  messagesSeen: {
    tag: 'Messages',
    summary: 'Say what was before one’s eyes',
    description:
      '1 to 500 messages. What is not the caller’s, or was seen already, is ignored. The senders learn of it by `message_receipts`, the caller’s other tabs by `messages_seen`.',
    body: 'MessagesSeenBody',
    answer: nothing('It is noted.'),
    example: { body: { ids: ['18', '19'] } },
  },
});

import type { ClientToServerEvents, ServerToClientEvents } from '../events';
import { BOT_TOKEN, LATER, MESSAGE, RUI, TOKEN, TORRE_NORTE } from './samples';
import type { AnswerName, BodyName } from './schemas';

/** An event that clients send. */
export interface SentEntry {
  summary: string;
  description?: string;
  payload: BodyName;
  answer: AnswerName;
  example: object;
  exampleAnswer: object;
}

/** An event that clients hear. */
export interface HeardEntry {
  summary: string;
  description?: string;
  /** The list of its arguments. */
  payload: AnswerName;
  example: unknown[];
}

const SESSION_ID = 'Jt3dY1kq0a2TzH5sVbQk1w';
const opened = { ok: true, session_id: SESSION_ID, expires_at: LATER, resumed: false };

export const SENT_ENTRIES: Readonly<Record<keyof ClientToServerEvents, SentEntry>> = {
  new_client: {
    summary: 'This socket becomes a session of a user',
    description:
      'With messages that are pushed (`push: true`), or with a queue of its own to pull from. Listen to `message` before sending it. Repeated by the same user it is acknowledged again; for another it is refused.',
    payload: 'NewClient',
    answer: 'NewClientAnswer',
    example: { ID: 'ana', token: TOKEN, push: true, after: '17' },
    exampleAnswer: { ...opened, last_message: '17' },
  },
  new_bot: {
    summary: 'This socket becomes the session of a bot',
    description:
      'The token may be in the handshake instead (`auth: { token }`). A bot has one session at a time, and is busy while it lives; its messages are always pushed.',
    payload: 'NewBot',
    answer: 'NewBotAnswer',
    example: { ID: 'canteen', token: BOT_TOKEN },
    exampleAnswer: { ...opened, last_message: null, building: TORRE_NORTE },
  },
};

export const EVENT_ENTRIES: Readonly<Record<keyof ServerToClientEvents, HeardEntry>> = {
  new_movement: {
    summary: 'Ask again: your lists changed, or somebody in them moved',
    description: 'Once after `new_client`, then to the sessions concerned, at most one in 250 ms.',
    payload: 'NewMovement',
    example: [],
  },
  new_message: {
    summary: 'Something lies in this session’s queue',
    description: 'To sessions that pull. The list holds the receiving user’s own id.',
    payload: 'NewMessage',
    example: [['ana']],
  },
  message: {
    summary: 'A message, to be acknowledged',
    description:
      'To sessions that are pushed to, in the order in which messages were stored. What is not acknowledged within ten seconds is sent again: by its id a message is shown once.',
    payload: 'PushedMessage',
    example: [
      {
        ...{ id: '18', kind: 'text', sender: RUI, recipients: [{ kind: 'user', id: 'ana', name: 'Ana' }] },
        ...{ recipient_count: 1, message: 'Olá!', sent_at: MESSAGE.sent_at, seen: false },
      },
    ],
  },
  message_receipts: {
    summary: 'Own messages came to somebody, or were seen',
    description: 'To sessions of users that are pushed to.',
    payload: 'MessageReceipts',
    example: [[{ id: '18', recipient_count: 1, delivered_count: 1, seen_count: 0 }]],
  },
  messages_seen: {
    summary: 'Received messages were seen, in this tab or another of one’s own',
    description: 'To sessions that are pushed to.',
    payload: 'MessagesSeen',
    example: [{ ids: ['18'] }],
  },
  delivery_report: {
    summary: 'Messages of the bot came to somebody, or were seen',
    description: 'To bots.',
    payload: 'DeliveryReports',
    example: [[{ id: '21', reached: 14, delivered: 12, seen: 3 }]],
  },
  server_stopping: {
    summary: 'The server ends; connect again after so many milliseconds',
    description: 'Different for each client, so that they do not all come at once.',
    payload: 'ServerStopping',
    example: [{ retry_in: 3200 }],
  },
  exception: {
    summary: 'An event was refused, or the connection is about to be closed',
    payload: 'Exception',
    example: [{ code: 'unauthenticated', message: 'The token is unknown, expired or revoked.' }],
  },
};

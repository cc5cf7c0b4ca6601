import * as z from 'zod';
import type { EventError, HEARD, NewBotAnswer, NewClientAnswer } from './answers/events';
import { id, messageId } from './values';

/** `ID` and `id` mean the same. */
const withEitherId = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null && 'ID' in payload && !('id' in payload)
    ? { ...payload, id: payload.ID }
    : payload;

const token = z.string({ error: 'must be text' }).min(1).max(512);
const sessionId = z
  .string({ error: 'must be text' })
  .min(1)
  .max(100)
  .describe('The session to resume; when it is over, a new one is opened.');
const after = messageId
  .nullable()
  .optional()
  .describe(
    'Pushing goes on after this message, the last one that the client has; null: from the very first.',
  );

export const newClientPayload = z.preprocess(
  withEitherId,
  z.object({
    id,
    token,
    session_id: sessionId.optional(),
    push: z
      .boolean({ error: 'must be true or false' })
      .default(false)
      .describe('True: messages are pushed as `message` and acknowledged, instead of pulled.'),
    after,
  }),
);
/** A bot's messages are always pushed. Without `token` the handshake's `auth.token` counts. */
export const newBotPayload = z.preprocess(
  withEitherId,
  z.object({
    id,
    token: token.optional(),
    session_id: sessionId.optional(),
    after,
  }),
);

/** Answer to an event that was sent with a callback. */
export type Acknowledgement<Answer extends object = object> =
  ({ ok: true } & Answer) | { ok: false; error: EventError };

export interface ClientToServerEvents {
  new_client: (
    payload: ({ ID: string } | { id: string }) & {
      token: string;
      session_id?: string;
      push?: boolean;
      after?: string | null;
    },
    acknowledge?: (answer: Acknowledgement<NewClientAnswer>) => void,
  ) => void;
  new_bot: (
    payload: ({ ID: string } | { id: string }) & {
      token?: string;
      session_id?: string;
      after?: string | null;
    },
    acknowledge?: (answer: Acknowledgement<NewBotAnswer>) => void,
  ) => void;
}

/** What the server says with an event. */
type Told<Event extends keyof typeof HEARD> = z.output<(typeof HEARD)[Event]>;

export interface ServerToClientEvents {
  /** Ask again: your lists changed, or somebody in them moved. */
  new_movement: (...told: Told<'new_movement'>) => void;
  /** Something is in this session's queue; the list holds the receiver's own id. */
  new_message: (...told: Told<'new_message'>) => void;
  /** One message, as the history has it. What is not acknowledged is sent again: ids make repeats harmless. */
  message: (...told: [...Told<'message'>, acknowledge: () => void]) => void;
  /** Messages of one's own came to somebody, or were seen. */
  message_receipts: (...told: Told<'message_receipts'>) => void;
  /** Received messages were seen, in this tab or another of one's own. */
  messages_seen: (...told: Told<'messages_seen'>) => void;
  /** To a bot: messages of its own came to somebody, or were seen. */
  delivery_report: (...told: Told<'delivery_report'>) => void;
  /** The server stops: come back after `retry_in` milliseconds, each client at its own moment. */
  server_stopping: (...told: Told<'server_stopping'>) => void;
  exception: (...told: Told<'exception'>) => void;
}

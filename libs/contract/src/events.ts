import * as z from 'zod';
import type { ErrorCode, FieldError } from './error-codes';
import type { DeliveryReport } from './bots';
import type { BuildingRef, MessageAnswer } from './rest';
import { id, messageId } from './values';

/** Names of the Socket.IO events. They never change. */
export const EVENTS = {
  newClient: 'new_client',
  newBot: 'new_bot',
  newMovement: 'new_movement',
  newMessage: 'new_message',
  message: 'message',
  messageReceipts: 'message_receipts',
  messagesSeen: 'messages_seen',
  deliveryReport: 'delivery_report',
  serverStopping: 'server_stopping',
  exception: 'exception',
} as const;

/** `ID` and `id` mean the same. */
const withEitherId = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null && 'ID' in payload && !('id' in payload)
    ? { ...payload, id: payload.ID }
    : payload;

const token = z.string({ error: 'must be text' }).min(1).max(512);
const sessionId = z.string({ error: 'must be text' }).min(1).max(100);

export const newClientPayload = z.preprocess(
  withEitherId,
  z.object({
    id,
    token,
    /** The session to resume; when it is over, a new one is opened. */
    session_id: sessionId.optional(),
    /** True: messages are pushed as `message` and acknowledged, instead of pulled. */
    push: z.boolean({ error: 'must be true or false' }).default(false),
    /** Pushing goes on after this message, the last one that the client has; null: from the very first. */
    after: messageId.nullable().optional(),
  }),
);
/** A bot's messages are always pushed. Without `token` the handshake's `auth.token` counts. */
export const newBotPayload = z.preprocess(
  withEitherId,
  z.object({
    id,
    token: token.optional(),
    /** The session to resume; when it is over, a new one is opened. */
    session_id: sessionId.optional(),
    /** Pushing goes on after this message, the last one that the bot has; null: from the very first. */
    after: messageId.nullable().optional(),
  }),
);

export interface EventError {
  code: ErrorCode;
  message: string;
  errors?: FieldError[];
}

/** Answer to an event that was sent with a callback. */
export type Acknowledgement<Answer extends object = object> =
  ({ ok: true } & Answer) | { ok: false; error: EventError };

export interface NewClientAnswer {
  /** This session's own id: it stays when another connection takes the session over. */
  session_id: string;
  /** RFC 3339, UTC: when the sign-in, and with it the session, ends. */
  expires_at: string;
  /** True when this connection took over the session that was named. */
  resumed: boolean;
  /** When messages are pushed: whatever came after this one is. Null: everything. */
  last_message?: string | null;
  /** When messages are pushed: true when some between `after` and `last_message` are not; ask the history. */
  reload?: boolean;
}

/** What `new_bot` is answered: as `new_client` with pushed messages, and the building that the bot speaks to. */
export interface NewBotAnswer extends NewClientAnswer {
  building: BuildingRef;
}

/** How far one's own message has come. */
export interface MessageReceipt {
  id: string;
  recipient_count: number;
  /** People who have it on at least one screen's device. */
  delivered_count: number;
  /** People who had it before their eyes. */
  seen_count: number;
}

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

export interface ServerToClientEvents {
  /** Ask again: your lists changed, or somebody in them moved. */
  new_movement: () => void;
  /** Something is in this session's queue; the list holds the receiver's own id. */
  new_message: (recipients: string[]) => void;
  /** One message, as the history has it. What is not acknowledged is sent again: ids make repeats harmless. */
  message: (message: MessageAnswer, acknowledge: () => void) => void;
  /** Messages of one's own came to somebody, or were seen. */
  message_receipts: (receipts: MessageReceipt[]) => void;
  /** Received messages were seen, in this tab or another of one's own. */
  messages_seen: (seen: { ids: string[] }) => void;
  /** To a bot: messages of its own came to somebody, or were seen. */
  delivery_report: (reports: DeliveryReport[]) => void;
  /** The server stops: come back after `retry_in` milliseconds, each client at its own moment. */
  server_stopping: (notice: { retry_in: number }) => void;
  exception: (error: EventError) => void;
}

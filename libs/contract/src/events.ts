import * as z from 'zod';
import type { ErrorCode, FieldError } from './error-codes';
import { id } from './values';

/** Names of the Socket.IO events. They never change. */
export const EVENTS = {
  newClient: 'new_client',
  newBot: 'new_bot',
  newMovement: 'new_movement',
  newMessage: 'new_message',
  exception: 'exception',
} as const;

/** `ID` and `id` mean the same. */
const withEitherId = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null && 'ID' in payload && !('id' in payload)
    ? { ...payload, id: payload.ID }
    : payload;

const token = z.string({ error: 'must be text' }).min(1).max(512);

export const newClientPayload = z.preprocess(withEitherId, z.object({ id, token }));
export const newBotPayload = z.preprocess(withEitherId, z.object({ id, token: token.optional() }));

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
}

export interface ClientToServerEvents {
  new_client: (
    payload: { ID: string; token: string } | { id: string; token: string },
    acknowledge?: (answer: Acknowledgement<NewClientAnswer>) => void,
  ) => void;
  new_bot: (payload: { ID: string; token?: string }, acknowledge?: (answer: Acknowledgement) => void) => void;
}

export interface ServerToClientEvents {
  /** Ask again: your lists changed, or somebody in them moved. */
  new_movement: () => void;
  /** Something is in this session's queue; the list holds the receiver's own id. */
  new_message: (recipients: string[]) => void;
  exception: (error: EventError) => void;
}

import type { BuildingRef, MessageAnswer, Participant } from '@perto/contract';

/** A message of one's own that the server has not answered yet. */
export interface Outgoing {
  /** Of this message alone: the server stores what is sent with it again but once. */
  key: string;
  text: string;
  recipients: readonly Participant[];
  /** Milliseconds since 1970. */
  at: number;
  /** Queued goes by itself; refused waits for whoever wrote it. */
  state: 'queued' | 'refused';
  failure?: unknown;
  /** Who could not be reached, when that was why. */
  unreachable?: readonly string[];
}

/** What keeps queued messages from being sent: nothing, no connection, or a server that cannot take them. */
export type Obstacle = 'none' | 'connection' | 'server';

/** One message as the page shows it. */
export interface ThreadMessage {
  key: string;
  mine: boolean;
  sender: Participant;
  /** To the reader of somebody else's message only oneself is named. */
  recipients: readonly Participant[];
  /** How many it went to, oneself included. */
  audience: number;
  /** The building that it went to as a whole; nobody is named then. */
  building?: BuildingRef;
  text: string;
  /** Milliseconds since 1970. */
  at: number;
  state: 'stored' | 'sending' | 'waiting' | 'failed';
  /** False for what somebody else wrote and one has not seen yet. */
  seen: boolean;
  /** Of one's own: how many have it, and how many have seen it. */
  delivered: number;
  seenBy: number;
  /** Absent until the server has given it one. */
  id?: string;
  outgoing?: Outgoing;
  /** Why it waits. */
  obstacle?: Obstacle;
}

export function storedMessage(message: MessageAnswer, me: string): ThreadMessage {
  return {
    key: message.id,
    id: message.id,
    mine: message.sender.kind === 'user' && message.sender.id === me,
    sender: message.sender,
    recipients: message.recipients,
    audience: message.recipient_count,
    ...(message.building ? { building: message.building } : {}),
    text: message.message,
    at: Date.parse(message.sent_at),
    state: 'stored',
    seen: message.seen,
    delivered: message.delivered_count ?? 0,
    seenBy: message.seen_count ?? 0,
  };
}

export function outgoingMessage(message: Outgoing, obstacle: Obstacle, me: string): ThreadMessage {
  const queued = obstacle === 'none' ? 'sending' : 'waiting';
  return {
    key: message.key,
    mine: true,
    sender: { kind: 'user', id: me },
    recipients: message.recipients,
    audience: message.recipients.length,
    text: message.text,
    at: message.at,
    state: message.state === 'refused' ? 'failed' : queued,
    seen: true,
    delivered: 0,
    seenBy: 0,
    outgoing: message,
    obstacle,
  };
}

/** Everything to show, in order: what is stored, then what is on its way. */
export function threadOf(
  history: readonly MessageAnswer[],
  outgoing: readonly Outgoing[],
  obstacle: Obstacle,
  me: string,
): ThreadMessage[] {
  return [
    ...history.map((message) => storedMessage(message, me)),
    ...outgoing.map((message) => outgoingMessage(message, obstacle, me)),
  ];
}

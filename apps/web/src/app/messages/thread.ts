import type { MessageAnswer, Participant, PulledMessage } from '@perto/contract';
import { byAge } from './message-ids';

/** A message pulled from the session's queue: it has no id of its own until the history names it. */
export interface Pulled extends PulledMessage {
  key: string;
  /** When it came here, in milliseconds since 1970. */
  arrivedAt: number;
}

/** A message of one's own that the history does not show yet. */
export interface Outgoing {
  key: string;
  text: string;
  recipients: readonly Participant[];
  /** Milliseconds since 1970. */
  at: number;
  state: 'sending' | 'sent' | 'failed';
  /** The newest stored message when this was sent: only what came after it can be this one. */
  after: string | null;
  failure?: unknown;
  /** Who could not be reached, when that was why. */
  unreachable?: readonly string[];
}

/** One message as the page shows it. */
export interface ThreadMessage {
  key: string;
  mine: boolean;
  sender: Participant;
  /** To the reader of somebody else's message only oneself is named. */
  recipients: readonly Participant[];
  /** How many it went to, oneself included. */
  audience: number;
  text: string;
  /** Milliseconds since 1970. */
  at: number;
  state: 'stored' | Outgoing['state'];
  /** Absent until the server has given it one. */
  id?: string;
  outgoing?: Outgoing;
}

/** Adds a page to what is known; a message that is known already is kept once. Oldest first. */
export function withPage(known: readonly MessageAnswer[], page: readonly MessageAnswer[]): MessageAnswer[] {
  return [...new Map([...known, ...page].map((message) => [message.id, message])).values()].sort(byAge);
}

export function storedMessage(message: MessageAnswer, me: string): ThreadMessage {
  return {
    key: message.id,
    id: message.id,
    mine: message.sender.kind === 'user' && message.sender.id === me,
    sender: message.sender,
    recipients: message.recipients,
    audience: message.recipient_count,
    text: message.message,
    at: Date.parse(message.sent_at),
    state: 'stored',
  };
}

/** Only the history tells a bot from a person: one that wrote before is known by that. */
function pulledMessage(
  message: Pulled,
  history: readonly MessageAnswer[],
  nameOf: (id: string) => string,
): ThreadMessage {
  const bot = history.findLast(({ sender }) => sender.kind === 'bot' && sender.id === message.id)?.sender;
  return {
    key: message.key,
    mine: false,
    sender: bot ?? { kind: 'user', id: message.id, name: nameOf(message.id) },
    recipients: [],
    audience: 1,
    text: message.message,
    at: message.arrivedAt,
    state: 'stored',
  };
}

function outgoingMessage(message: Outgoing, me: string): ThreadMessage {
  return {
    key: message.key,
    mine: true,
    sender: { kind: 'user', id: me },
    recipients: message.recipients,
    audience: message.recipients.length,
    text: message.text,
    at: message.at,
    state: message.state,
    outgoing: message,
  };
}

/** Everything to show, in order: what is stored, then what has just come, then what is on its way. */
export function threadOf(
  history: readonly MessageAnswer[],
  pulled: readonly Pulled[],
  outgoing: readonly Outgoing[],
  me: string,
  nameOf: (id: string) => string,
): ThreadMessage[] {
  return [
    ...history.map((message) => storedMessage(message, me)),
    ...pulled.map((message) => pulledMessage(message, history, nameOf)),
    ...outgoing.map((message) => outgoingMessage(message, me)),
  ];
}

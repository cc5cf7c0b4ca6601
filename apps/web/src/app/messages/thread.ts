import type { MessageAnswer, Participant, PulledMessage } from '@perto/contract';

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

/** One line of the message list. */
export interface ThreadMessage {
  key: string;
  mine: boolean;
  sender: Participant;
  recipients: readonly Participant[];
  text: string;
  /** Milliseconds since 1970. */
  at: number;
  state: 'stored' | Outgoing['state'];
  outgoing?: Outgoing;
}

/** `YYYY-MM-DD HH:MM:SS` as a number of seconds, whatever the zone: only differences are used. */
function wallSeconds(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`) / 1000;
}

/** The wall time of an instant in the server's zone, as `message/receive` writes it. */
export function wallTime(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(
    new Date(instant),
  );
}

/** Ids of messages are numbers in text: longer is larger. */
function isNewer(id: string, than: string | null): boolean {
  if (than === null) return true;
  return id.length === than.length ? id > than : id.length > than.length;
}

/** Adds a page to what is known; a message that is known already is kept once. Oldest first. */
export function withPage(known: readonly MessageAnswer[], page: readonly MessageAnswer[]): MessageAnswer[] {
  const byId = new Map([...known, ...page].map((message) => [message.id, message]));
  return [...byId.values()].sort((a, b) => (a.id === b.id ? 0 : isNewer(a.id, b.id) ? 1 : -1));
}

/** The pulled messages that the history does not hold yet: each stored message stands for one of them. */
export function notYetStored(
  pulled: readonly Pulled[],
  history: readonly MessageAnswer[],
  timeZone: string,
): Pulled[] {
  const free = new Set(history);
  return pulled.filter((message) => {
    for (const stored of free) {
      if (stored.sender.id !== message.id || stored.message !== message.message) continue;
      const apart = wallSeconds(wallTime(stored.sent_at, timeZone)) - wallSeconds(message.timestamp);
      // Two clocks may have written the two times, and rounded differently.
      if (Math.abs(apart) <= 2) {
        free.delete(stored);
        return false;
      }
    }
    return true;
  });
}

/** The outgoing messages that the history does not hold yet, failed ones that did arrive included. */
export function notYetSent(
  outgoing: readonly Outgoing[],
  history: readonly MessageAnswer[],
  me: string,
): Outgoing[] {
  const free = new Set(history.filter(({ sender }) => sender.id === me));
  return outgoing.filter((message) => {
    for (const stored of free) {
      if (stored.message !== message.text || !isNewer(stored.id, message.after)) continue;
      free.delete(stored);
      return false;
    }
    return true;
  });
}

/** Everything to show, in order: what is stored, then what has just come, then what is on its way. */
export function threadOf(
  history: readonly MessageAnswer[],
  pulled: readonly Pulled[],
  outgoing: readonly Outgoing[],
  me: string,
  nameOf: (id: string) => string,
): ThreadMessage[] {
  const stored = history.map((message): ThreadMessage => ({
    key: message.id,
    mine: message.sender.kind === 'user' && message.sender.id === me,
    sender: message.sender,
    recipients: message.recipients,
    text: message.message,
    at: Date.parse(message.sent_at),
    state: 'stored',
  }));
  const arrived = pulled.map((message): ThreadMessage => ({
    key: message.key,
    mine: false,
    sender: { kind: 'user', id: message.id, name: nameOf(message.id) },
    recipients: [],
    text: message.message,
    at: message.arrivedAt,
    state: 'stored',
  }));
  const leaving = outgoing.map((message): ThreadMessage => ({
    key: message.key,
    mine: true,
    sender: { kind: 'user', id: me },
    recipients: message.recipients,
    text: message.text,
    at: message.at,
    state: message.state,
    outgoing: message,
  }));
  return [...stored, ...arrived, ...leaving];
}

import type { MessageAnswer, Participant } from '@perto/contract';
import { isNewer } from './message-ids';
import type { Outgoing, Pulled } from './thread';

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

/** Pulled messages have no id: tells which stored message each of them is, each stored one for one of them. */
function pairsOf(
  pulled: readonly Pulled[],
  history: readonly MessageAnswer[],
  timeZone: string,
): ReadonlyMap<Pulled, MessageAnswer> {
  const free = new Set(history);
  const pairs = new Map<Pulled, MessageAnswer>();
  for (const message of pulled) {
    for (const stored of free) {
      if (stored.sender.id !== message.id || stored.message !== message.message) continue;
      const apart = wallSeconds(wallTime(stored.sent_at, timeZone)) - wallSeconds(message.timestamp);
      // Two clocks may have written the two times, and rounded differently.
      if (Math.abs(apart) > 2) continue;
      free.delete(stored);
      pairs.set(message, stored);
      break;
    }
  }
  return pairs;
}

/** The pulled messages that the history does not hold yet. */
export function notYetStored(
  pulled: readonly Pulled[],
  history: readonly MessageAnswer[],
  timeZone: string,
): Pulled[] {
  const pairs = pairsOf(pulled, history, timeZone);
  return pulled.filter((message) => !pairs.has(message));
}

/** The stored messages that did not come live: what was sent while there was no connection. */
export function neverPulled(
  stored: readonly MessageAnswer[],
  pulled: readonly Pulled[],
  timeZone: string,
): MessageAnswer[] {
  const live = new Set(pairsOf(pulled, stored, timeZone).values());
  return stored.filter((message) => !live.has(message));
}

/** The outgoing messages that the history does not hold yet, failed ones that did arrive left out. */
export function notYetSent(
  outgoing: readonly Outgoing[],
  history: readonly MessageAnswer[],
  me: string,
): Outgoing[] {
  const free = new Set(history.filter(({ sender }) => sender.kind === 'user' && sender.id === me));
  return outgoing.filter((message) => {
    for (const stored of free) {
      if (stored.message !== message.text || !isNewer(stored.id, message.after)) continue;
      if (idsOf(stored.recipients) !== idsOf(message.recipients)) continue;
      free.delete(stored);
      return false;
    }
    return true;
  });
}

/** For comparing, in whatever order they are named. */
function idsOf(participants: readonly Participant[]): string {
  return participants
    .map(({ id }) => id)
    .sort()
    .join();
}

import type { Texts } from '../texts/texts';
import type { ThreadMessage } from './thread';

/** A message as it is drawn: with a day above it, its sender, and its time where a group ends. */
export interface Bubble {
  message: ThreadMessage;
  /** The day, when it is the first of that day. */
  day: string;
  /** Who wrote it, when it is the first of a group. */
  sender: string;
  /** Whom it went to, when that is more than oneself. */
  audience: string;
  /** Its time, when it is the last of a group. */
  time: string;
}

/** Messages of one person to the same people within this time stand together. Milliseconds. */
const GROUP_WITHIN = 120_000;

export function bubblesOf(messages: readonly ThreadMessage[], today: string, texts: Texts): Bubble[] {
  return messages.map((message, index): Bubble => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    const day = new Date(message.at).toDateString();
    const opensDay = !before || new Date(before.at).toDateString() !== day;
    return {
      message,
      day: opensDay ? dayWords(message.at, today, texts) : '',
      sender: message.mine || together(before, message) ? '' : senderWords(message, texts),
      audience: together(before, message) ? '' : audienceWords(message, texts),
      time: together(message, after) ? '' : timeWords(message.at, texts),
    };
  });
}

export function timeWords(at: number, { locale }: Texts): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

function together(a: ThreadMessage | undefined, b: ThreadMessage | undefined): boolean {
  if (!a || !b || a.sender.id !== b.sender.id || a.sender.kind !== b.sender.kind) return false;
  if (a.state === 'failed' || b.state === 'failed') return false;
  if (b.at - a.at > GROUP_WITHIN || new Date(a.at).toDateString() !== new Date(b.at).toDateString())
    return false;
  return a.recipients.map(({ id }) => id).join() === b.recipients.map(({ id }) => id).join();
}

function dayWords(at: number, today: string, { locale, messages }: Texts): string {
  const day = new Date(at).toDateString();
  if (day === today) return messages.today;
  const yesterday = new Date(today);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === yesterday.toDateString()) return messages.yesterday;
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

function senderWords({ sender }: ThreadMessage, { messages }: Texts): string {
  const name = sender.name ?? sender.id;
  return sender.kind === 'bot' ? `${name}, ${messages.bot}` : name;
}

/** A sender sees to whom; a recipient is told only what the server tells: mostly oneself alone. */
function audienceWords({ mine, recipients }: ThreadMessage, { messages }: Texts): string {
  const only = recipients[0];
  if (!mine || !only) return '';
  return recipients.length === 1 ? messages.to(only.name ?? only.id) : messages.toMany(recipients.length);
}

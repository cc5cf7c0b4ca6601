import type { IconName } from '../icon/icons';
import type { Texts } from '../texts/texts';
import { dayWords, timeWords } from '../texts/times';
import { botWords } from './bot-words';
import type { ThreadMessage } from './thread';

/** What became of a message of one's own: an icon and the same in words. */
export interface BubbleState {
  icon: IconName;
  words: string;
}

/** A message as it is drawn: with a day above it, its sender, and its time where a group ends. */
export interface Bubble {
  message: ThreadMessage;
  /** The day, when it is the first of that day. */
  day: string;
  /** Which bot wrote it, when it is the first of a group: people are named above the conversation. */
  bot: string;
  /** How many it went to, when that is more than one. */
  audience: string;
  /** Its time, when it is the last of a group. */
  time: string;
  /** For the latest that was sent, and the last of those that wait or are on their way. */
  state: BubbleState | null;
  /** True where what was not read yet begins. */
  fresh: boolean;
}

/** Messages of one person to the same people within this time stand together. Milliseconds. */
const GROUP_WITHIN = 120_000;

/** @param fresh key of the first message that was not read when the conversation was opened */
export function bubblesOf(
  messages: readonly ThreadMessage[],
  today: string,
  fresh: string | null,
  texts: Texts,
): Bubble[] {
  const latestSent = messages.findLast(({ mine, state }) => mine && state === 'stored');
  return messages.map((message, index): Bubble => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    const day = new Date(message.at).toDateString();
    const opensDay = !before || new Date(before.at).toDateString() !== day;
    const joined = together(before, message) && message.key !== fresh;
    const time = together(message, after) && after?.key !== fresh ? '' : timeWords(message.at, texts);
    return {
      message,
      day: opensDay ? dayWords(message.at, today, texts) : '',
      bot: joined ? '' : senderWords(message, texts),
      audience: joined ? '' : audienceWords(message, texts),
      time,
      state:
        message === latestSent
          ? sentState(message, texts)
          : after?.state === message.state
            ? null
            : unsentState(message, messages, texts),
      fresh: message.key === fresh,
    };
  });
}

function sentState(message: ThreadMessage, texts: Texts): BubbleState {
  const { audience, delivered, seenBy } = message;
  const time = timeWords(message.at, texts);
  if (delivered === 0) return { icon: 'check', words: texts.messages.sentAt(time) };
  return { icon: 'doneAll', words: `${time} · ${receiptWords(audience, delivered, seenBy, texts)}` };
}

function receiptWords(audience: number, delivered: number, seenBy: number, { messages }: Texts): string {
  if (audience === 1) return seenBy > 0 ? messages.seen : messages.delivered;
  if (seenBy === 0) return messages.deliveredTo(delivered, audience);
  if (delivered === audience) return messages.seenBy(seenBy, audience);
  return messages.deliveredAndSeen(delivered, audience, seenBy);
}

/** Said once, below the last of them, for all that are on their way or wait. */
function unsentState(
  message: ThreadMessage,
  all: readonly ThreadMessage[],
  { messages }: Texts,
): BubbleState | null {
  if (message.state === 'sending') return { icon: 'schedule', words: messages.sending };
  if (message.state !== 'waiting') return null;
  const count = all.filter(({ state }) => state === 'waiting').length;
  const words = message.obstacle === 'server' ? messages.waitingForServer(count) : messages.waiting(count);
  return { icon: 'schedule', words };
}

function together(a: ThreadMessage | undefined, b: ThreadMessage | undefined): boolean {
  if (!a || !b || a.sender.id !== b.sender.id || a.sender.kind !== b.sender.kind) return false;
  if (a.state === 'failed' || b.state === 'failed') return false;
  if (b.at - a.at > GROUP_WITHIN || new Date(a.at).toDateString() !== new Date(b.at).toDateString())
    return false;
  if (a.audience !== b.audience || a.building?.id !== b.building?.id) return false;
  return a.recipients.map(({ id }) => id).join() === b.recipients.map(({ id }) => id).join();
}

function audienceWords({ audience, building }: ThreadMessage, { messages }: Texts): string {
  if (building) return messages.toBuilding(building.name, audience);
  return audience > 1 ? messages.toMany(audience) : '';
}

function senderWords({ sender }: ThreadMessage, texts: Texts): string {
  return sender.kind === 'bot'
    ? `${sender.name ?? sender.id}, ${botWords(sender.building?.name, texts)}`
    : '';
}

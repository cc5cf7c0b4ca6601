import type { Participant } from '@perto/contract';
import type { ThreadMessage } from './thread';

/** The conversation of everything that one wrote to several people. No id of a person can be this. */
export const SEVERAL = '*';

/** Everything said with one person or bot, or everything that one said to several at once. */
export interface Conversation {
  id: string;
  /** Nobody in particular in the conversation with several. */
  with: Participant | null;
  latest: ThreadMessage;
  unread: number;
}

/** Where a message stands in the list of conversations. */
export function conversationOf({ mine, sender, recipients }: ThreadMessage): string {
  if (!mine) return sender.id;
  return recipients.length === 1 ? recipients[0]!.id : SEVERAL;
}

/** What is read in a conversation: what one wrote to several stands also with each of them. */
export function belongsTo(id: string, { mine, sender, recipients, building }: ThreadMessage): boolean {
  if (id === SEVERAL) return mine && (recipients.length > 1 || building !== undefined);
  return mine ? recipients.some((recipient) => recipient.id === id) : sender.id === id;
}

/** True for what somebody else wrote and one has not seen. */
export function isUnread({ mine, seen }: ThreadMessage): boolean {
  return !mine && !seen;
}

/** The conversations of a thread, the latest first. */
export function conversationsOf(messages: readonly ThreadMessage[]): Conversation[] {
  const found = new Map<string, Conversation>();
  for (const message of messages) {
    const id = conversationOf(message);
    const known = found.get(id);
    const partner = message.mine ? message.recipients[0] : message.sender;
    found.delete(id); // so that the map ends with the latest
    found.set(id, {
      id,
      with: id === SEVERAL ? null : (named(partner) ?? known?.with ?? partner ?? null),
      latest: message,
      unread: (known?.unread ?? 0) + (isUnread(message) ? 1 : 0),
    });
  }
  return [...found.values()].reverse();
}

const named = (participant: Participant | undefined): Participant | undefined =>
  participant?.name === undefined ? undefined : participant;

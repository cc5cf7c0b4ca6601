import type { MessageAnswer, MessageReceipt } from '@perto/contract';
import { byAge } from './message-ids';

/**
 * Adds messages to what is known of them, each once, oldest first.
 *
 * What was seen or delivered stays so: an answer may have been on its way before that was known.
 */
export function withPage(known: readonly MessageAnswer[], page: readonly MessageAnswer[]): MessageAnswer[] {
  const all = new Map(known.map((message) => [message.id, message]));
  for (const message of page) {
    const before = all.get(message.id);
    all.set(message.id, before ? later(before, message) : message);
  }
  return [...all.values()].sort(byAge);
}

/** The same list where nothing changes. */
export function withReceipts(
  known: readonly MessageAnswer[],
  receipts: readonly MessageReceipt[],
): readonly MessageAnswer[] {
  const counts = new Map(receipts.map((receipt) => [receipt.id, receipt]));
  return changed(known, (message) => {
    const counted = counts.get(message.id);
    return counted ? later(message, { ...message, ...counted }) : message;
  });
}

/** The same list where nothing changes. */
export function withSeen(known: readonly MessageAnswer[], ids: readonly string[]): readonly MessageAnswer[] {
  const seen = new Set(ids);
  return changed(known, (message) =>
    message.seen || !seen.has(message.id) ? message : { ...message, seen: true },
  );
}

function changed(
  known: readonly MessageAnswer[],
  change: (message: MessageAnswer) => MessageAnswer,
): readonly MessageAnswer[] {
  const next = known.map(change);
  return next.some((message, index) => message !== known[index]) ? next : known;
}

function later(before: MessageAnswer, after: MessageAnswer): MessageAnswer {
  return {
    ...after,
    seen: before.seen || after.seen,
    ...most('delivered_count', before, after),
    ...most('seen_count', before, after),
  };
}

function most(
  count: 'delivered_count' | 'seen_count',
  before: MessageAnswer,
  after: MessageAnswer,
): Partial<MessageAnswer> {
  if (before[count] === undefined && after[count] === undefined) return {};
  return { [count]: Math.max(before[count] ?? 0, after[count] ?? 0) };
}

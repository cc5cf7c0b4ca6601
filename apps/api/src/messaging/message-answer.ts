import type { MessageAnswer, Participant } from '@perto/contract';
import type { Deliverable } from './message';

/** How many people have a message, and how many of them have seen it. */
export interface Progress {
  readonly delivered: number;
  readonly seen: number;
}

/** A message as one who got it is shown it: of the recipients they learn nothing but themselves. */
export function receivedAnswer(
  deliverable: Deliverable,
  reader: Participant,
  { seen }: { seen: boolean },
): MessageAnswer {
  return { ...shownToBoth(deliverable), recipients: [reader], seen };
}

/** A message as its sender is shown it. Of one to a whole building `recipients` is empty: who is there is not the sender's to know. */
export function sentAnswer(
  deliverable: Deliverable,
  recipients: Participant[],
  { delivered, seen }: Progress,
): MessageAnswer {
  const { idempotencyKey } = deliverable.message;
  return {
    ...shownToBoth(deliverable),
    ...(idempotencyKey === undefined ? {} : { idempotency_key: idempotencyKey }),
    recipients,
    seen: true,
    delivered_count: delivered,
    seen_count: seen,
  };
}

const shownToBoth = ({ message, sender, building }: Deliverable) => ({
  id: message.id,
  kind: message.kind,
  sender,
  recipient_count: message.recipientCount,
  ...(building && { building }),
  message: message.text,
  sent_at: new Date(message.sentAt).toISOString(),
});

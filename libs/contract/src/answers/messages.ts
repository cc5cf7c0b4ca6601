import * as z from 'zod';
import { buildingRef, count, idText, messageIdText, moment, wallTime } from './values';

export const pulledMessage = z
  .object({
    timestamp: wallTime,
    id: idText.describe('The sender.'),
    message: z.string(),
  })
  .describe('The text inside one item of `message/receive`.');
export type PulledMessage = z.infer<typeof pulledMessage>;

const participantKind = z.literal(['user', 'bot']);
export type ParticipantKind = z.infer<typeof participantKind>;

export const participant = z
  .object({
    kind: participantKind,
    id: idText,
    name: z.string().optional().describe('Absent when nobody has that id any more.'),
    building: buildingRef.optional().describe('Of a bot: the building that it speaks to.'),
  })
  .describe('A user or bot who sent a message, or got it.');
export type Participant = z.infer<typeof participant>;

export const messageAnswer = z
  .object({
    id: messageIdText,
    kind: z.literal('text').describe('The only kind so far; be ready for others.'),
    sender: participant,
    recipients: z
      .array(participant)
      .describe('The sender sees everybody of a message to people; a recipient only itself.'),
    recipient_count: count.describe('How many people it went to.'),
    message: z.string(),
    sent_at: moment,
    seen: z.boolean().describe('False for a message that the reader received and has not seen yet.'),
    delivered_count: count.optional().describe('Of one’s own message: how many people have it.'),
    seen_count: count.optional().describe('Of one’s own message: how many people have seen it.'),
    building: buildingRef
      .optional()
      .describe('The building that it was sent to as a whole; absent where single people were chosen.'),
    idempotency_key: z
      .string()
      .optional()
      .describe('Of one’s own message: the `Idempotency-Key` that it was sent with.'),
  })
  .describe('One message, as the history and the event `message` have it.');
export type MessageAnswer = z.infer<typeof messageAnswer>;

export const messagePage = z
  .object({
    items: z.array(messageAnswer).describe('Newest first.'),
    next: messageIdText.nullable().describe('The `before` of the next page; null at the end.'),
  })
  .describe('A page that was filtered may be short or empty though `next` is not null.');
export type MessagePage = z.infer<typeof messagePage>;

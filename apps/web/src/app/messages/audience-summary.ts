import type { AudienceKind } from './audience';

/** Whom a field writes to: as `AudienceKind`, or the one person of a conversation. */
export type Addressee = AudienceKind | 'one';

/** What a composer has to know about who gets the message. */
export interface AudienceSummary {
  kind: Addressee;
  /** How many get it. */
  count: number;
  /** Name of the only one, when it is one person. */
  only?: string;
  /** The person of the conversation, who can always be written to alone. */
  one?: { name: string; detail: string };
  inRange: number;
  /** Metres. */
  range: number;
  building?: { name: string; count: number };
}

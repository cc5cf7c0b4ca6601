import type { Participant } from '@perto/contract';
import { RequestFailed } from '../wire/request-failed';
import type { Outgoing } from './thread';

/** What is kept of messages that the server has not answered: all of them, so that none is lost. */
export function keptMessages(messages: readonly Outgoing[]): object[] | undefined {
  if (messages.length === 0) return undefined;
  return messages.map(({ failure, ...message }) => ({
    ...message,
    ...(failure instanceof RequestFailed ? { status: failure.status } : {}),
  }));
}

/** The kept messages; whatever does not look like one is left out. */
export function restoredMessages(kept: unknown): Outgoing[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((item: unknown): Outgoing[] => {
    const { key, text, recipients, at, state, unreachable, status } = (item ?? {}) as Partial<
      Outgoing & { status: number }
    >;
    if (!isKey(key) || typeof text !== 'string' || typeof at !== 'number') return [];
    if (!Array.isArray(recipients) || !recipients.every(isParticipant)) return [];
    const message = { key, text, recipients, at };
    if (state !== 'refused') return [{ ...message, state: 'queued' }];
    const failure = new RequestFailed(typeof status === 'number' ? status : 0);
    return [{ ...message, state: 'refused', failure, unreachable: isTexts(unreachable) ? unreachable : [] }];
  });
}

/** As the server takes it: a key that it refuses would be refused for ever. */
function isKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{32}$/.test(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isParticipant(value: unknown): value is Participant {
  const { kind, id, name } = (value ?? {}) as Partial<Participant>;
  return (
    (kind === 'user' || kind === 'bot') &&
    typeof id === 'string' &&
    ['string', 'undefined'].includes(typeof name)
  );
}

import type { Participant } from '@perto/contract';
import { RequestFailed } from '../wire/request-failed';
import type { Outgoing } from './thread';

/** More than anybody retries by hand; storage is small. */
const MOST = 50;

/** What of the outgoing messages is worth keeping: those that are not known to have been sent. */
export function keptMessages(messages: readonly Outgoing[]): object[] | undefined {
  const unsure = messages.filter(({ state }) => state !== 'sent').slice(-MOST);
  if (unsure.length === 0) return undefined;
  return unsure.map(({ key, text, recipients, at, after, failure, unreachable, state }) => ({
    key,
    text,
    recipients,
    at,
    after,
    unreachable,
    // A reload in the middle of a request: whether it arrived, only the history will say.
    status: state === 'failed' && failure instanceof RequestFailed ? failure.status : 0,
  }));
}

/** The kept messages as failed ones; whatever does not look like one is left out. */
export function restoredMessages(kept: unknown): Outgoing[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((item: unknown): Outgoing[] => {
    const { key, text, recipients, at, after, unreachable, status } = (item ?? {}) as Partial<
      Outgoing & { status: number }
    >;
    if (typeof key !== 'string' || typeof text !== 'string' || typeof at !== 'number') return [];
    if (!Array.isArray(recipients) || !recipients.every(isParticipant)) return [];
    const failure = new RequestFailed(typeof status === 'number' ? status : 0);
    return [
      {
        key,
        text,
        recipients,
        at,
        after: typeof after === 'string' ? after : null,
        state: 'failed',
        failure,
        ...(isTexts(unreachable) ? { unreachable } : {}),
      },
    ];
  });
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

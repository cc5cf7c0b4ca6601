import { timeWords } from '../texts/times';
import type { Texts } from '../texts/texts';
import type { ServerPause } from '../wire/pauses';
import type { ConnectionState, Trouble } from './connection-state';

export interface ConnectionFacts {
  state: ConnectionState;
  /** Milliseconds since 1970, ticking. */
  now: number;
  /** When the lists were last told; 0 before. */
  knownAt: number;
  pause: ServerPause | null;
  back: boolean;
  /** How many messages that had to wait were sent since. */
  sent: number;
  /** True when the first connection takes so long that it is worth a word. */
  slow: boolean;
}

export interface ConnectionWords {
  kind: 'offline' | 'lost' | 'paused' | 'back' | 'connecting';
  /** What is the matter: stays the same for as long as it lasts. */
  first: string;
  /** What else: may count seconds. */
  rest: string;
}

/** The one banner of the moment, or none: the worst thing first. */
export function connectionWords(facts: ConnectionFacts, texts: Texts): ConnectionWords | null {
  const { state, now, knownAt, pause, back, sent, slow } = facts;
  const { connection } = texts;
  if (state.kind === 'offline') {
    const rest = knownAt > 0 ? connection.asOf(timeWords(knownAt, texts)) : connection.waiting;
    return { kind: 'offline', first: connection.offline, rest };
  }
  if (state.kind === 'lost') {
    const rest = connection.retryIn(secondsUntil(state.retryAt, now));
    return { kind: 'lost', first: lostWords(state, texts), rest };
  }
  if (pause && pause.until > now) {
    const first = pause.status === 429 ? connection.busy : connection.away;
    return { kind: 'paused', first, rest: connection.goesOnIn(secondsUntil(pause.until, now)) };
  }
  if (back) return { kind: 'back', first: connection.back, rest: sent > 0 ? connection.sent(sent) : '' };
  if (state.kind === 'connecting' && slow)
    return { kind: 'connecting', first: connection.connecting, rest: '' };
  return null;
}

function lostWords({ refusal, stopped }: Extract<Trouble, { kind: 'lost' }>, { connection }: Texts): string {
  switch (refusal) {
    case undefined:
      return stopped ? connection.stopped : connection.lost;
    case 'too_many_requests':
      return connection.busy;
    case 'unavailable':
      return connection.away;
    default:
      return connection.refused;
  }
}

function secondsUntil(moment: number, now: number): number {
  return Math.max(0, Math.ceil((moment - now) / 1000));
}

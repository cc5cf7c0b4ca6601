import type { ParticipantKind } from '@perto/contract';
import type { HolderId } from '../auth/sign-in';
import type { Session, SessionId } from './session';

interface Kept {
  /** Connected, or broken a moment ago. */
  readonly counting: Set<Session>;
  /** Not counting any more, but resumable; the one that departed first comes first. */
  readonly departed: Set<Session>;
}

/** Live and broken sessions count; departed ones are kept for resuming. */
export interface Tally {
  usersOnline: number;
  botsOnline: number;
  live: number;
  broken: number;
  departed: number;
}

/** Users or bots that count, and their sessions. */
export interface Counts {
  online: number;
  sessions: number;
}

const NONE: ReadonlySet<Session> = new Set();

/** Every session that there is, by the id of its user or bot. */
export class UserSessions {
  private readonly byHolder = new Map<HolderId, Kept>();
  private readonly totals: Record<ParticipantKind, Counts> = {
    user: { online: 0, sessions: 0 },
    bot: { online: 0, sessions: 0 },
  };
  /** No session's sign-in expires before this moment (milliseconds since the Unix epoch). */
  private nextExpiry = Infinity;

  counting(holder: HolderId): ReadonlySet<Session> {
    return this.byHolder.get(holder)?.counting ?? NONE;
  }

  departed(holder: HolderId): ReadonlySet<Session> {
    return this.byHolder.get(holder)?.departed ?? NONE;
  }

  all(holder: HolderId): Session[] {
    return [...this.counting(holder), ...this.departed(holder)];
  }

  size(holder: HolderId): number {
    return this.counting(holder).size + this.departed(holder).size;
  }

  find(holder: HolderId, id: SessionId): Session | undefined {
    return this.all(holder).find((session) => session.id === id);
  }

  has(session: Session): boolean {
    return this.isCounting(session) || this.departed(session.holder.id).has(session);
  }

  isCounting(session: Session): boolean {
    return this.counting(session.holder.id).has(session);
  }

  /** How many users and bots count, and how many sessions there are in each state. */
  tally(): Tally {
    const tally = { usersOnline: 0, botsOnline: 0, live: 0, broken: 0, departed: 0 };
    for (const { counting, departed } of this.byHolder.values()) {
      const [any] = counting;
      if (any) tally[any.holder.kind === 'bot' ? 'botsOnline' : 'usersOnline']++;
      for (const { connection } of counting) tally[connection ? 'live' : 'broken']++;
      tally.departed += departed.size;
    }
    return tally;
  }

  /** Users or bots that count, in no order. */
  online(kind: ParticipantKind): HolderId[] {
    const ids: HolderId[] = [];
    for (const [id, { counting }] of this.byHolder) {
      const [any] = counting;
      if (any?.holder.kind === kind) ids.push(id);
    }
    return ids;
  }

  /** How many users or bots count, and in how many sessions; known without counting. */
  counts(kind: ParticipantKind): Readonly<Counts> {
    return this.totals[kind];
  }

  /** The one of the user's sessions that has been without a connection for longest. */
  abandoned(holder: HolderId): Session | undefined {
    return [...this.departed(holder), ...this.counting(holder)].find(({ connection }) => !connection);
  }

  count(session: Session): void {
    const kept = this.keptOf(session.holder.id);
    kept.departed.delete(session);
    if (!kept.counting.has(session)) this.note(session, 1, kept.counting.size === 0);
    kept.counting.add(session);
    this.nextExpiry = Math.min(this.nextExpiry, session.signIn.expiresAt);
  }

  depart(session: Session): void {
    const kept = this.keptOf(session.holder.id);
    if (kept.counting.delete(session)) this.note(session, -1, kept.counting.size === 0);
    kept.departed.add(session);
  }

  remove(session: Session): void {
    const kept = this.keptOf(session.holder.id);
    if (kept.counting.delete(session)) this.note(session, -1, kept.counting.size === 0);
    kept.departed.delete(session);
    if (kept.counting.size + kept.departed.size === 0) this.byHolder.delete(session.holder.id);
  }

  /** Sessions whose sign-in expired. Looks at sessions only when the time of one of them has come. */
  takeExpired(now: number): Session[] {
    if (now < this.nextExpiry) return [];
    const expired: Session[] = [];
    this.nextExpiry = Infinity;
    for (const holder of this.byHolder.keys())
      for (const session of this.all(holder)) {
        const { expiresAt } = session.signIn;
        if (expiresAt <= now) expired.push(session);
        else this.nextExpiry = Math.min(this.nextExpiry, expiresAt);
      }
    return expired;
  }

  /** `ends`: it is the first session of its user or bot, or was the last one. */
  private note({ holder }: Session, change: 1 | -1, ends: boolean): void {
    const totals = this.totals[holder.kind];
    totals.sessions += change;
    if (ends) totals.online += change;
  }

  private keptOf(holder: HolderId): Kept {
    let kept = this.byHolder.get(holder);
    if (!kept) this.byHolder.set(holder, (kept = { counting: new Set(), departed: new Set() }));
    return kept;
  }
}

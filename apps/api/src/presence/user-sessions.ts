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

const NONE: ReadonlySet<Session> = new Set();

/** Every session that there is, by the id of its user or bot. */
export class UserSessions {
  private readonly byHolder = new Map<HolderId, Kept>();
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

  /** The one of the user's sessions that has been without a connection for longest. */
  abandoned(holder: HolderId): Session | undefined {
    return [...this.departed(holder), ...this.counting(holder)].find(({ connection }) => !connection);
  }

  count(session: Session): void {
    const kept = this.keptOf(session.holder.id);
    kept.departed.delete(session);
    kept.counting.add(session);
    this.nextExpiry = Math.min(this.nextExpiry, session.signIn.expiresAt);
  }

  depart(session: Session): void {
    const kept = this.keptOf(session.holder.id);
    kept.counting.delete(session);
    kept.departed.add(session);
  }

  remove(session: Session): void {
    const kept = this.keptOf(session.holder.id);
    kept.counting.delete(session);
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

  private keptOf(holder: HolderId): Kept {
    let kept = this.byHolder.get(holder);
    if (!kept) this.byHolder.set(holder, (kept = { counting: new Set(), departed: new Set() }));
    return kept;
  }
}

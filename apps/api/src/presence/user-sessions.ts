import type { UserId } from '../auth/sign-in';
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
  live: number;
  broken: number;
  departed: number;
}

const NONE: ReadonlySet<Session> = new Set();

/** Every session that there is, by its user. */
export class UserSessions {
  private readonly byUser = new Map<UserId, Kept>();
  /** No session's sign-in expires before this moment (milliseconds since the Unix epoch). */
  private nextExpiry = Infinity;

  counting(user: UserId): ReadonlySet<Session> {
    return this.byUser.get(user)?.counting ?? NONE;
  }

  departed(user: UserId): ReadonlySet<Session> {
    return this.byUser.get(user)?.departed ?? NONE;
  }

  all(user: UserId): Session[] {
    return [...this.counting(user), ...this.departed(user)];
  }

  size(user: UserId): number {
    return this.counting(user).size + this.departed(user).size;
  }

  find(user: UserId, id: SessionId): Session | undefined {
    return this.all(user).find((session) => session.id === id);
  }

  has(session: Session): boolean {
    return this.isCounting(session) || this.departed(session.user).has(session);
  }

  isCounting(session: Session): boolean {
    return this.counting(session.user).has(session);
  }

  /** How many users count, and how many sessions there are in each state. */
  tally(): Tally {
    const tally = { usersOnline: 0, live: 0, broken: 0, departed: 0 };
    for (const { counting, departed } of this.byUser.values()) {
      if (counting.size > 0) tally.usersOnline++;
      for (const { connection } of counting) tally[connection ? 'live' : 'broken']++;
      tally.departed += departed.size;
    }
    return tally;
  }

  /** The one of the user's sessions that has been without a connection for longest. */
  abandoned(user: UserId): Session | undefined {
    return [...this.departed(user), ...this.counting(user)].find(({ connection }) => !connection);
  }

  count(session: Session): void {
    const kept = this.keptOf(session.user);
    kept.departed.delete(session);
    kept.counting.add(session);
    this.nextExpiry = Math.min(this.nextExpiry, session.signIn.expiresAt);
  }

  depart(session: Session): void {
    const kept = this.keptOf(session.user);
    kept.counting.delete(session);
    kept.departed.add(session);
  }

  remove(session: Session): void {
    const kept = this.keptOf(session.user);
    kept.counting.delete(session);
    kept.departed.delete(session);
    if (kept.counting.size + kept.departed.size === 0) this.byUser.delete(session.user);
  }

  /** Sessions whose sign-in expired. Looks at sessions only when the time of one of them has come. */
  takeExpired(now: number): Session[] {
    if (now < this.nextExpiry) return [];
    const expired: Session[] = [];
    this.nextExpiry = Infinity;
    for (const user of this.byUser.keys())
      for (const session of this.all(user)) {
        const { expiresAt } = session.signIn;
        if (expiresAt <= now) expired.push(session);
        else this.nextExpiry = Math.min(this.nextExpiry, expiresAt);
      }
    return expired;
  }

  private keptOf(user: UserId): Kept {
    let kept = this.byUser.get(user);
    if (!kept) this.byUser.set(user, (kept = { counting: new Set(), departed: new Set() }));
    return kept;
  }
}

import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import type { Subscription } from 'rxjs';
import type { SignIn, UserId } from '../auth/sign-in';
import { SignInTokens } from '../auth/sign-in-tokens';
import { Clock } from '../platform/clock';
import type { Connection, Session, SessionObserver } from './session';
import { OnlineProjection } from './typeorm-online-projection';
import { UserTurns } from './user-turns';

/** setTimeout counts in 32 bits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Entry {
  session: Session;
  expiry: NodeJS.Timeout;
  grace: NodeJS.Timeout | undefined;
}

/** The truth about who is online, and in how many sessions. */
@Injectable()
export class SessionRegistry implements OnModuleInit {
  private readonly logger = new Logger('Presence');
  private readonly entries = new Map<string, Entry>();
  private readonly byUser = new Map<UserId, Set<Session>>();
  private readonly observers: SessionObserver[] = [];
  private revocations: Subscription | undefined;
  private stopping = false;

  constructor(
    private readonly turns: UserTurns,
    private readonly projection: OnlineProjection,
    private readonly tokens: SignInTokens,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    this.revocations = this.tokens.revoked.subscribe((signIn) => void this.endAllOf(signIn));
    await this.projection.reset(); // whoever was online when the last process died is not any more
  }

  /** Lets `observer` know of every session from now on. */
  observe(observer: SessionObserver): void {
    this.observers.push(observer);
  }

  ofUser(user: UserId): Iterable<Session> {
    return this.byUser.get(user) ?? [];
  }

  isOnline(user: UserId): boolean {
    return this.byUser.has(user);
  }

  /** The live session that the client knows by its socket's id. */
  bySocket(user: UserId, socketId: string): Session | undefined {
    for (const session of this.ofUser(user)) if (session.connection?.id === socketId) return session;
    return undefined;
  }

  /**
   * Opens a session on `connection`.
   *
   * @throws PertoError `unavailable` when something that a session needs is away; nothing is left behind
   */
  open(signIn: SignIn, connection: Connection): Promise<Session> {
    return this.turns.run(signIn.user, async () => {
      const session: Session = { id: randomUUID(), user: signIn.user, signIn, connection };
      const first = !this.isOnline(session.user);
      for (const observer of this.observers) await observer.opening?.(session);
      this.add(session);
      try {
        await this.project(session.user);
        for (const observer of this.observers) await observer.opened?.(session, first);
      } catch (error) {
        await this.remove(session);
        throw error;
      }
      return session;
    });
  }

  /** The connection is gone without a word: the user stays listed for a moment. */
  break(session: Session): void {
    const entry = this.entries.get(session.id);
    if (!entry || this.stopping) return;
    session.connection = undefined;
    entry.grace = setTimeout(() => void this.end(session), LIMITS.brokenSessionSeconds * 1000);
    entry.grace.unref();
  }

  /** Ends a session at once; its connection is closed if there is still one. */
  end(session: Session, reason?: string): Promise<void> {
    if (reason !== undefined) session.connection?.close(reason);
    return this.turns.run(session.user, () => this.remove(session));
  }

  /** Nobody is asked to leave when the server stops: what is known of them stays for the next start. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.revocations?.unsubscribe();
    for (const { expiry, grace } of this.entries.values()) {
      clearTimeout(expiry);
      clearTimeout(grace);
    }
    await this.projection.reset();
  }

  private async endAllOf(signIn: SignIn): Promise<void> {
    const sessions = [...this.ofUser(signIn.user)].filter(
      (session) => session.signIn.digest === signIn.digest,
    );
    await Promise.all(sessions.map((session) => this.end(session, 'You signed out.')));
  }

  private add(session: Session): void {
    const remaining = Math.min(session.signIn.expiresAt - this.clock.now(), LONGEST_TIMER_MS);
    const expiry = setTimeout(() => void this.end(session, 'Your session ended. Sign in again.'), remaining);
    expiry.unref();
    this.entries.set(session.id, { session, expiry, grace: undefined });
    const sessions = this.byUser.get(session.user);
    if (sessions) sessions.add(session);
    else this.byUser.set(session.user, new Set([session]));
  }

  /** Runs inside the user's turn. Whatever an observer or the database does, the session is over. */
  private async remove(session: Session): Promise<void> {
    const entry = this.entries.get(session.id);
    if (!entry || this.stopping) return;
    clearTimeout(entry.expiry);
    clearTimeout(entry.grace);
    this.entries.delete(session.id);
    session.connection = undefined;
    const sessions = this.byUser.get(session.user);
    sessions?.delete(session);
    const last = sessions?.size === 0;
    if (last) this.byUser.delete(session.user);
    for (const observer of this.observers) await this.attempt(() => observer.ended?.(session, last));
    await this.attempt(() => this.project(session.user));
  }

  private project(user: UserId): Promise<void> {
    return this.projection.write(user, this.byUser.get(user)?.size ?? 0);
  }

  private async attempt(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error(
        'A session ended, but not everywhere',
        error instanceof Error ? error.stack : undefined,
      );
    }
  }
}

import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { LIMITS, type NewBotAnswer, type ParticipantKind } from '@perto/contract';
import type { Address } from '../auth/address';
import type { HolderId, UserId } from '../auth/sign-in';
import { SignInTokens, type Revocation } from '../auth/sign-in-tokens';
import { Clock } from '../platform/clock';
import { traceOf } from '../platform/error-trace';
import { PertoError, unavailable } from '../platform/errors';
import { EXPIRED, FAREWELLS, type Farewell } from './farewell';
import { answerOf, type Introduced, type Introduction } from './introduction';
import type { Connection, Session, SessionObserver, Wishes } from './session';
import { SessionTimes, SWEEP_MS } from './session-times';
import { OnlineProjection } from './typeorm-online-projection';
import { UserSessions, type Counts, type Tally } from './user-sessions';
import { UserTurns } from './user-turns';

/** The truth about who is online, and in how many sessions. */
@Injectable()
export class SessionRegistry implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('Presence');
  private readonly sessions = new UserSessions();
  private readonly times = new SessionTimes();
  private readonly observers: Record<ParticipantKind, SessionObserver[]> = { user: [], bot: [] };
  /** Those whose departure or end waits for their user's turn. */
  private readonly leaving = new Set<Session>();
  private revocations: Subscription | undefined;
  private sweeper: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly turns: UserTurns,
    private readonly projection: OnlineProjection,
    private readonly tokens: SignInTokens,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    this.revocations = this.tokens.revoked.subscribe((revocation) => void this.endAllOf(revocation));
    this.projection.follow(({ id }) => this.sessions.counting(id).size);
    await this.projection.reset(); // whoever was online when the last process died is not any more
  }

  onApplicationBootstrap(): void {
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MS);
    this.sweeper.unref();
  }

  /** Lets `observer` know of every session of these kinds from now on. */
  observe(observer: SessionObserver, kinds: readonly ParticipantKind[] = ['user']): void {
    for (const kind of kinds) this.observers[kind].push(observer);
  }

  /** The sessions of a user or bot that count. */
  of(id: HolderId): Iterable<Session> {
    return this.sessions.counting(id);
  }

  tally(): Tally {
    return this.sessions.tally();
  }

  /** Users or bots that are online, in no order. */
  online(kind: ParticipantKind): HolderId[] {
    return this.sessions.online(kind);
  }

  /** How many users or bots are online, and in how many sessions; costs nothing. */
  counts(kind: ParticipantKind): Readonly<Counts> {
    return this.sessions.counts(kind);
  }

  isOnline(id: HolderId): boolean {
    return this.sessions.counting(id).size > 0;
  }

  /** True when a session of the user departed and may still be resumed. */
  isResumable(user: UserId): boolean {
    return this.sessions.departed(user).size > 0;
  }

  /** The live session that the client knows by its socket's id. */
  bySocket(user: UserId, socketId: string): Session | undefined {
    for (const session of this.sessions.counting(user))
      if (session.connection?.id === socketId) return session;
    return undefined;
  }

  /**
   * Puts a connection under the session that it wants to resume, or else under a new one.
   *
   * @throws PertoError `unavailable` when something that a session needs is away; nothing is left behind
   * @throws PertoError `too_many_requests` when the user has as many live sessions as allowed
   * @throws PertoError `bot_busy` when the bot is connected already
   */
  introduce(introduction: Introduction): Promise<Introduced> {
    return this.turns.run(introduction.signIn.holder.id, async () => {
      if (this.stopping) throw unavailable('The server');
      const kept = this.resumableBy(introduction);
      return kept ? this.resume(kept, introduction) : this.begin(introduction);
    });
  }

  /** Something came from the session's connection: it is alive. */
  hear(session: Session, connection: Connection): void {
    if (session.connection === connection && this.sessions.isCounting(session)) this.times.hear(session);
  }

  /** A connection is gone without a word: its session counts on for a moment. */
  break(session: Session, connection: Connection): void {
    // Another connection may have taken the session over meanwhile.
    if (this.stopping || session.connection !== connection || !this.sessions.isCounting(session)) return;
    session.connection = undefined;
    this.times.break(session, this.clock.now());
  }

  /** A connection was closed by its client: its session is over at once. */
  async leave(session: Session, connection: Connection): Promise<void> {
    if (session.connection === connection) await this.end(session);
  }

  /** Ends a session at once; its connection is told why and closed, if there is still one. */
  end(session: Session, farewell?: Farewell): Promise<void> {
    if (farewell) session.connection?.close(farewell.code, farewell.reason);
    return this.turns.run(session.holder.id, () => this.remove(session));
  }

  /** Does what is due by now: breaks, departures, ends. */
  sweep(): void {
    const now = this.clock.now();
    const { silent, toDepart, toEnd } = this.times.sweep(now);
    for (const session of silent) {
      const { connection } = session;
      if (!connection) continue;
      this.break(session, connection);
      connection.drop();
    }
    for (const session of toDepart)
      this.inTurn(session, async () => {
        if (this.times.shouldDepart(session, this.clock.now())) await this.depart(session, true);
      });
    for (const session of toEnd)
      this.inTurn(session, async () => {
        if (this.times.shouldEnd(session, this.clock.now())) await this.remove(session);
      });
    for (const session of this.sessions.takeExpired(now)) void this.end(session, EXPIRED);
  }

  /** Nobody is asked to leave when the server stops: what is known of them stays for the next start. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.revocations?.unsubscribe();
    clearInterval(this.sweeper);
    await this.projection.stop();
  }

  private resumableBy({ signIn, push, resume }: Introduction): Session | undefined {
    const session = resume === undefined ? undefined : this.sessions.find(signIn.holder.id, resume);
    return session?.signIn.digest === signIn.digest && session.push === push ? session : undefined;
  }

  private async begin({ signIn, connection, push, wishes }: Introduction): Promise<Introduced> {
    const session: Session = { id: randomUUID(), holder: signIn.holder, signIn, push, connection };
    await this.makeRoom(session.holder);
    await this.open(session);
    try {
      const told = await this.arrive(session, wishes);
      return { session, answer: answerOf(session, false, told) };
    } catch (error) {
      await this.remove(session);
      throw error;
    }
  }

  private async open(session: Session): Promise<void> {
    const opened: SessionObserver[] = [];
    try {
      for (const observer of this.observersOf(session)) {
        await observer.opening?.(session);
        opened.push(observer);
      }
    } catch (error) {
      for (const observer of opened) await this.attempt(() => observer.ended?.(session));
      throw error;
    }
  }

  private async resume(session: Session, { connection, wishes }: Introduction): Promise<Introduced> {
    const brokenAt = this.times.brokenAt(session) ?? this.clock.now();
    const departed = !this.sessions.isCounting(session);
    const before = session.connection;
    session.connection = connection;
    if (before !== connection) before?.drop();
    try {
      if (!departed) this.times.hear(session);
      const told = departed ? await this.arrive(session, wishes) : await this.attach(session, wishes);
      return { session, answer: answerOf(session, true, told) };
    } catch (error) {
      session.connection = undefined;
      if (departed) await this.depart(session, true, brokenAt);
      else this.times.break(session, brokenAt);
      throw error;
    }
  }

  /** Counts a session from now on, and settles once the database and all observers know. */
  private async arrive(session: Session, wishes: Wishes): Promise<Partial<NewBotAnswer>> {
    const first = !this.isOnline(session.holder.id);
    this.sessions.count(session);
    this.times.hear(session);
    await this.projection.settle(session.holder);
    for (const observer of this.observersOf(session)) await observer.arrived?.(session, first);
    return this.attach(session, wishes);
  }

  private async attach(session: Session, wishes: Wishes): Promise<Partial<NewBotAnswer>> {
    const told: Partial<NewBotAnswer> = {};
    for (const observer of this.observersOf(session))
      Object.assign(told, await observer.attached?.(session, wishes));
    return told;
  }

  /** Who comes and breaks again and again pushes out what was left behind, never what is connected. */
  private async makeRoom({ kind, id }: Address): Promise<void> {
    const most = kind === 'bot' ? 1 : LIMITS.sessionsPerUser;
    while (this.sessions.size(id) >= most) {
      const abandoned = this.sessions.abandoned(id);
      if (!abandoned)
        throw kind === 'bot'
          ? new PertoError('bot_busy')
          : new PertoError('too_many_requests', `At most ${most} tabs at once.`);
      await this.remove(abandoned);
    }
  }

  private observersOf({ holder }: Session): readonly SessionObserver[] {
    return this.observers[holder.kind];
  }

  /** Runs inside the user's turn: a session does not count any more. */
  private async depart(session: Session, resumable: boolean, brokenAt?: number): Promise<void> {
    const since = brokenAt ?? this.times.brokenAt(session) ?? this.clock.now();
    this.sessions.depart(session);
    this.times.depart(session, since);
    this.projection.mark(session.holder);
    const last = !this.isOnline(session.holder.id);
    for (const observer of this.observersOf(session))
      await this.attempt(() => observer.departed?.(session, { last, resumable }));
  }

  /** Runs inside the user's turn. Whatever an observer or the database does, the session is over. */
  private async remove(session: Session): Promise<void> {
    if (this.stopping || !this.sessions.has(session)) return;
    session.connection = undefined;
    if (this.sessions.isCounting(session)) await this.depart(session, false);
    this.sessions.remove(session);
    this.times.forget(session);
    for (const observer of this.observersOf(session)) await this.attempt(() => observer.ended?.(session));
  }

  private async endAllOf({ signIn: { holder, digest }, why }: Revocation): Promise<void> {
    const sessions = this.sessions.all(holder.id).filter((session) => session.signIn.digest === digest);
    await Promise.all(sessions.map((session) => this.end(session, FAREWELLS[why])));
  }

  private inTurn(session: Session, work: () => Promise<void>): void {
    if (this.leaving.has(session)) return;
    this.leaving.add(session);
    const turn = () => this.turns.run(session.holder.id, async () => (this.stopping ? undefined : work()));
    void this.attempt(turn).then(() => this.leaving.delete(session));
  }

  private async attempt(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.error('A session ended, but not everywhere', traceOf(error));
    }
  }
}

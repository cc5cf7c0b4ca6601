import { LIMITS } from '@perto/contract';
import { Subject } from 'rxjs';
import { botAddress, userAddress } from '../auth/address';
import type { BotId, SignIn, UserId } from '../auth/sign-in';
import type { Revocation, SignInTokens } from '../auth/sign-in-tokens';
import { Clock } from '../platform/clock';
import type { Introduced, Introduction } from './introduction';
import type { Connection, Session, SessionObserver } from './session';
import { SessionRegistry } from './session-registry';
import type { OnlineProjection } from './typeorm-online-projection';
import { UserTurns } from './user-turns';

/** A clock that stands still until it is put forward or back. */
export class ManualClock extends Clock {
  private time = Date.UTC(2026, 0, 1);

  override now(): number {
    return this.time;
  }

  forward(milliseconds: number): void {
    this.time += milliseconds;
  }
}

/** A connection that notes what is done to it. */
export class FakeConnection implements Connection {
  readonly congested = false;
  dropped = false;
  farewell: string | undefined;

  constructor(readonly id: string) {}

  emit(): void {}
  push(): void {}
  whenDrained(callback: () => void): void {
    callback();
  }
  close(_code: string, reason: string): void {
    this.farewell = reason;
  }
  drop(): void {
    this.dropped = true;
  }
}

/** A registry whose database is a switch, and everything that it tells its observers. */
export class GivenRegistry {
  readonly clock = new ManualClock();
  readonly revoked = new Subject<Revocation>();
  /** What the observers were told, as `departed ana last resumable`. */
  readonly told: string[] = [];
  readonly registry: SessionRegistry;
  databaseIsAway = false;
  private connections = 0;

  constructor() {
    const projection = {
      follow: () => undefined,
      mark: () => undefined,
      settle: () => (this.databaseIsAway ? Promise.reject(new Error('away')) : Promise.resolve()),
      reset: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    } as unknown as OnlineProjection;
    const tokens = { revoked: this.revoked } as unknown as SignInTokens;
    this.registry = new SessionRegistry(new UserTurns(), projection, tokens, this.clock);
    this.registry.observe(this.notes());
  }

  async start(): Promise<this> {
    await this.registry.onModuleInit(); // not its timer: a test sweeps by itself
    return this;
  }

  signIn(user: UserId, device = 'phone', lastsMs = 12 * 3600_000): SignIn {
    return {
      holder: userAddress(user),
      digest: `${user} on ${device}`,
      expiresAt: this.clock.now() + lastsMs,
    };
  }

  botSignIn(bot: BotId, device = 'server', lastsMs = 3600_000): SignIn {
    return { holder: botAddress(bot), digest: `${bot} on ${device}`, expiresAt: this.clock.now() + lastsMs };
  }

  connection(): FakeConnection {
    return new FakeConnection(`connection ${++this.connections}`);
  }

  async introduce(
    signIn: SignIn,
    wishes: Partial<Introduction> = {},
  ): Promise<Introduced & { connection: FakeConnection }> {
    const connection = this.connection();
    const introduction = { signIn, connection, push: false, resume: undefined, wishes: {}, ...wishes };
    return { ...(await this.registry.introduce(introduction)), connection };
  }

  /** Lets so much time pass, with all sweeps in it that matter; whoever is connected is heard. */
  async pass(milliseconds: number, connected: Session[] = []): Promise<void> {
    const step = 1000;
    for (let passed = 0; passed < milliseconds; passed += step) {
      this.clock.forward(Math.min(step, milliseconds - passed));
      for (const session of connected)
        if (session.connection) this.registry.hear(session, session.connection);
      this.registry.sweep();
      await this.settled();
    }
  }

  passGrace(): Promise<void> {
    return this.pass(LIMITS.brokenSessionSeconds * 1000);
  }

  passResuming(): Promise<void> {
    return this.pass(LIMITS.resumeSeconds * 1000);
  }

  /** Everything that was waiting for a turn has had it. */
  settled(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  count(user: UserId): number {
    return [...this.registry.of(user)].length;
  }

  private notes(): SessionObserver {
    const note = (...words: (string | false)[]) => void this.told.push(words.filter(Boolean).join(' '));
    return {
      arrived: ({ holder }, first) => note('arrived', holder.id, first && 'first'),
      departed: ({ holder }, { last, resumable }) =>
        note('departed', holder.id, last && 'last', resumable && 'resumable'),
      ended: ({ holder }) => note('ended', holder.id),
    };
  }
}

import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { LIMITS, type ParticipantKind } from '@perto/contract';
import { Subject, type Observable } from 'rxjs';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import { Housekeeping } from '../platform/housekeeping/housekeeping';
import { unavailable } from '../platform/errors';
import { KeyedMutex } from '../platform/keyed-mutex';
import { Semaphore } from '../platform/semaphore';
import type { Address } from './address';
import { digestOf, type SignIn } from './sign-in';
import { SignInStore } from './typeorm-sign-in-store';

const TOKEN_BYTES = 32;
const LONGEST_TOKEN = 512;
/** What a bot's token begins with: it tells which table to look in, and what it is when it is found lying about. */
const BOT_TOKEN = 'bot_';
/** Sign-ins remembered so that a request costs no query; the oldest make room. */
const REMEMBERED = 20_000;
/** Tokens that are looked up at once: anybody can make some up, and the database has other work. */
const LOOK_UPS = 4;
const MOST_WAITING = 10_000;
const LONGEST_WAIT_MS = 5000;
/** Sign-ins that one statement ends: a bot may have gathered thousands. */
const REVOKED_TOGETHER = 250;

/** The end of a sign-in before its time. */
export interface Revocation {
  readonly signIn: SignIn;
  readonly why: 'signed-out' | 'disallowed' | 'new-secret';
}

/** Issues, verifies and revokes this server's own tokens. */
@Injectable()
export class SignInTokens implements OnModuleInit {
  private readonly remembered = new Map<string, SignIn>();
  private readonly turns = new KeyedMutex<string>();
  private readonly lookUps = new Semaphore(LOOK_UPS, MOST_WAITING);
  private readonly revocations = new Subject<Revocation>();
  /** Sign-ins that ended before their time. */
  readonly revoked: Observable<Revocation> = this.revocations.asObservable();

  constructor(
    private readonly store: SignInStore,
    private readonly clock: Clock,
    private readonly housekeeping: Housekeeping,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register({
      name: 'expired sign-ins',
      when: 'hourly',
      remove: (limit) => this.store.removeExpired(this.clock.now(), limit),
    });
  }

  async issue(holder: Address): Promise<{ token: string; signIn: SignIn }> {
    const isBot = holder.kind === 'bot';
    const token = (isBot ? BOT_TOKEN : '') + randomBytes(TOKEN_BYTES).toString('base64url');
    const now = this.clock.now();
    const seconds = isBot ? LIMITS.botTokenSeconds : this.config.signInSeconds;
    const signIn = { digest: digestOf(token), holder, expiresAt: now + seconds * 1000 };
    await this.store.add(signIn, now);
    this.remember(signIn);
    return { token, signIn };
  }

  /** The sign-in that `token` stands for; undefined when it is forged, expired or revoked. */
  async verify(token: string): Promise<SignIn | undefined> {
    if (token.length === 0 || token.length > LONGEST_TOKEN) return undefined;
    const digest = digestOf(token);
    const signIn = this.remembered.get(digest) ?? (await this.recall(digest, kindOf(token)));
    if (!signIn) return undefined;
    if (signIn.expiresAt > this.clock.now()) return signIn;
    this.remembered.delete(digest);
    return undefined;
  }

  /** Ends a sign-in for good, everywhere. */
  revoke(signIn: SignIn): Promise<void> {
    return this.end(signIn.holder, [signIn], 'signed-out');
  }

  /** Ends all sign-ins of somebody, everywhere; nothing may be issued to them meanwhile. */
  async revokeAll(holder: Address, why: Revocation['why']): Promise<void> {
    const signIns = await this.store.ofHolder(holder);
    for (let start = 0; start < signIns.length; start += REVOKED_TOGETHER)
      await this.end(holder, signIns.slice(start, start + REVOKED_TOGETHER), why);
  }

  private async end(holder: Address, signIns: readonly SignIn[], why: Revocation['why']): Promise<void> {
    const digests = signIns.map(({ digest }) => digest);
    await this.turns.runAll(digests, async () => {
      await this.store.remove(holder, digests);
      for (const digest of digests) this.remembered.delete(digest);
    });
    for (const signIn of signIns) this.revocations.next({ signIn, why });
  }

  /** In turn with `revoke`: what is read just before the end may not be remembered after it. */
  private recall(digest: string, kind: ParticipantKind): Promise<SignIn | undefined> {
    return this.turns.run(digest, async () => {
      const signIn = this.remembered.get(digest) ?? (await this.lookUp(digest, kind));
      if (signIn) this.remember(signIn);
      return signIn;
    });
  }

  private async lookUp(digest: string, kind: ParticipantKind): Promise<SignIn | undefined> {
    await this.lookUps.enter(AbortSignal.timeout(LONGEST_WAIT_MS)).catch((reason: unknown) => {
      throw unavailable('The database', reason);
    });
    try {
      return await this.store.find(digest, kind);
    } finally {
      this.lookUps.leave();
    }
  }

  private remember(signIn: SignIn): void {
    this.remembered.set(signIn.digest, signIn);
    if (this.remembered.size <= REMEMBERED) return;
    const [oldest] = this.remembered.keys();
    if (oldest !== undefined) this.remembered.delete(oldest);
  }
}

const kindOf = (token: string): ParticipantKind => (token.startsWith(BOT_TOKEN) ? 'bot' : 'user');

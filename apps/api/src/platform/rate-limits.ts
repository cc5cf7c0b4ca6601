import { isIPv6 } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import type { Counter } from 'prom-client';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type Config } from './config';
import { PertoError } from './errors';
import { Metrics } from './metrics/metrics';

/** Users or addresses that one budget remembers; what is over, begins anew. */
const REMEMBERED = 50_000;

/** What may be used up: so many in so many seconds. */
const BUDGETS = {
  /** Requests of a user or bot. */
  user: { most: LIMITS.requestsPerMinute, seconds: 60 },
  /** Messages that a user sends. */
  messages: { most: LIMITS.messagesPerMinute, seconds: 60 },
  /** Messages that a bot sends. */
  'bot-messages': { most: LIMITS.botMessagesPerMinute, seconds: 60 },
  /** Bots registered from an address. */
  registrations: { most: LIMITS.registrationsPerHour, seconds: 3600 },
  'registrations-a-day': { most: LIMITS.registrationsPerDay, seconds: 86_400 },
  /** Wrong secrets for one bot from one address. */
  'wrong-secrets': { most: LIMITS.wrongSecretsPerMinute, seconds: 60 },
  /** Tokens that a bot gets by its secret. */
  'bot-tokens': { most: LIMITS.botTokensPerMinute, seconds: 60 },
  /** `new_client` of a user, `new_bot` of a bot. */
  introductions: { most: LIMITS.introductionsPerTenSeconds, seconds: 10 },
  /** Requests from an address that show no credentials. */
  anonymous: { most: LIMITS.anonymousPerMinute, seconds: 60 },
  /** Requests from an address whose credentials are not good. */
  failed: { most: LIMITS.failedPerMinute, seconds: 60 },
} as const;

export type Budget = keyof typeof BUDGETS;

/** 429: `Retry-After` says when the time is over. */
export class TooManyRequests extends PertoError {
  constructor(
    readonly budget: Budget,
    retryAfterSeconds: number,
  ) {
    const { most, seconds } = BUDGETS[budget];
    const detail = `At most ${most} in ${seconds} s. Try again in ${retryAfterSeconds} s.`;
    super('too_many_requests', detail, undefined, retryAfterSeconds);
  }

  /** The fields of the IETF's draft on rate limits for HTTP. */
  get headers(): Record<string, string> {
    return headersOf(this.budget, 0, this.retryAfterSeconds ?? 0);
  }
}

/** What is left of a budget, and after how many seconds it is whole again. */
export function headersOf(budget: Budget, left: number, seconds: number): Record<string, string> {
  const { most, seconds: window } = BUDGETS[budget];
  return {
    'ratelimit-policy': `"${budget}";q=${most};w=${window}`,
    ratelimit: `"${budget}";r=${left};t=${seconds}`,
  };
}

/**
 * How often somebody may do something, in spans of time that begin with the first try.
 *
 * Budgets are of users, and of addresses for those alone of whom no user is known: a lecture
 * hall shares one address. Kept in memory, bounded; a restart forgets them.
 */
@Injectable()
export class RateLimits {
  private readonly enabled: boolean;
  private readonly counts: Readonly<Record<Budget, BoundedCount>>;
  private readonly refused: Counter<'budget'>;

  constructor(@Inject(CONFIG) { rateLimits }: Pick<Config, 'rateLimits'>, metrics: Metrics) {
    this.enabled = rateLimits;
    this.counts = Object.fromEntries(
      Object.entries(BUDGETS).map(([budget, { most, seconds }]) => [budget, new BoundedCount(most, seconds)]),
    ) as Record<Budget, BoundedCount>;
    this.refused = metrics.counter(
      'perto_rate_limited_total',
      'Requests and events refused because somebody’s budget is used up.',
      ['budget'],
    );
  }

  /**
   * Counts one more of `key`, a user, address or connection; answers header fields that say what is left.
   *
   * @throws TooManyRequests when the budget is used up
   */
  async spend(budget: Budget, key: string): Promise<Record<string, string>> {
    if (!this.enabled) return {};
    const { taken, left, resetMs } = await this.counts[budget].add(key);
    return taken ? headersOf(budget, left, secondsOf(resetMs)) : this.refuse(budget, resetMs);
  }

  /** True when the next one would be refused. */
  async isSpent(budget: Budget, key: string): Promise<boolean> {
    return this.enabled && (await this.counts[budget].spentFor(key)) > 0;
  }

  /** @throws TooManyRequests when the budget is used up; counts nothing */
  async refuseSpent(budget: Budget, key: string): Promise<void> {
    if (!this.enabled) return;
    const waitMs = await this.counts[budget].spentFor(key);
    if (waitMs > 0) this.refuse(budget, waitMs);
  }

  private refuse(budget: Budget, waitMs: number): never {
    this.refused.inc({ budget });
    throw new TooManyRequests(budget, secondsOf(waitMs));
  }
}

const secondsOf = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));

/** Counts by key, of a limited number of keys: those that began longest ago are forgotten first. */
class BoundedCount {
  private readonly keys = new Set<string>();
  private readonly limiter: RateLimiterMemory;

  constructor(
    private readonly points: number,
    seconds: number,
  ) {
    this.limiter = new RateLimiterMemory({ points, duration: seconds });
  }

  /** Whether one more was taken, how many are left, and when the span of time is over. */
  async add(key: string): Promise<{ taken: boolean; left: number; resetMs: number }> {
    this.remember(key);
    try {
      const { remainingPoints: left, msBeforeNext: resetMs } = await this.limiter.consume(key);
      return { taken: true, left, resetMs };
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return { taken: false, left: 0, resetMs: refusal.msBeforeNext };
      throw refusal;
    }
  }

  /** Milliseconds until there is something left again; 0 when there still is. */
  async spentFor(key: string): Promise<number> {
    const count = await this.limiter.get(key);
    return count && count.consumedPoints >= this.points ? count.msBeforeNext : 0;
  }

  private remember(key: string): void {
    this.keys.add(key);
    if (this.keys.size <= REMEMBERED) return;
    const [oldest] = this.keys;
    if (oldest === undefined) return;
    this.keys.delete(oldest);
    void this.limiter.delete(oldest);
  }
}

/** What counts as one address: of IPv6 the network, which is what one household or phone gets. */
export function networkKey(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  const [address = ''] = ip.split('%');
  if (!isIPv6(address)) return ip.slice(0, 64);
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  // Only what stands before the gap and the zeros in it can reach into the first four groups.
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array<string>(Math.max(0, gap)).fill('0'), ...after].slice(0, 4);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}

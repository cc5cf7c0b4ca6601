import { isIPv6 } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import type { Counter } from 'prom-client';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type Config } from './config';
import { PertoError } from './errors';
import { Metrics } from './metrics/metrics';

const WINDOW_SECONDS = 60;
/** Users or addresses that one budget remembers; what is over, begins anew. About 20 MB in all. */
const REMEMBERED = 50_000;

/** What may be used up, and how often in a minute. */
const BUDGETS = {
  /** Requests of a signed-in user. */
  user: LIMITS.requestsPerMinute,
  /** Messages that a user sends. */
  messages: LIMITS.messagesPerMinute,
  /** `new_client` of a user. */
  introductions: LIMITS.introductionsPerMinute,
  /** `new_client` with credentials that are not good, on one connection. */
  'failed-introductions': LIMITS.failedIntroductionsPerMinute,
  /** Requests from an address that show no credentials. */
  anonymous: LIMITS.anonymousPerMinute,
  /** Requests from an address whose credentials are not good. */
  failed: LIMITS.failedPerMinute,
} as const;

export type Budget = keyof typeof BUDGETS;

/** 429: `Retry-After` says when the minute is over. */
export class TooManyRequests extends PertoError {
  constructor(
    readonly budget: Budget,
    retryAfterSeconds: number,
  ) {
    super(
      'too_many_requests',
      `At most ${BUDGETS[budget]} a minute. Try again in ${retryAfterSeconds} s.`,
      undefined,
      retryAfterSeconds,
    );
  }

  /** The fields of the IETF's draft on rate limits for HTTP. */
  get headers(): Record<string, string> {
    return {
      'ratelimit-policy': `"${this.budget}";q=${BUDGETS[this.budget]};w=${WINDOW_SECONDS}`,
      ratelimit: `"${this.budget}";r=0;t=${this.retryAfterSeconds}`,
    };
  }
}

/**
 * How often somebody may do something, in minutes that begin with their first try.
 *
 * Budgets are of users, and of addresses for those alone of whom no user is known: a lecture
 * hall shares one address. Kept in memory, bounded; a restart forgets them.
 */
@Injectable()
export class RateLimits {
  private readonly enabled: boolean;
  private readonly counts: Record<Budget, BoundedCount>;
  private readonly refused: Counter<'budget'>;

  constructor(@Inject(CONFIG) { rateLimits }: Pick<Config, 'rateLimits'>, metrics: Metrics) {
    this.enabled = rateLimits;
    this.counts = mapValues(BUDGETS, (points) => new BoundedCount(points));
    this.refused = metrics.counter(
      'perto_rate_limited_total',
      'Requests and events refused because somebody’s budget is used up.',
      ['budget'],
    );
  }

  /**
   * Counts one more of `key`, a user, address or connection.
   *
   * @throws TooManyRequests when the budget of this minute is used up
   */
  async spend(budget: Budget, key: string): Promise<void> {
    if (!this.enabled) return;
    const waitMs = await this.counts[budget].add(key);
    if (waitMs === 0) return;
    this.refused.inc({ budget });
    throw new TooManyRequests(budget, Math.max(1, Math.ceil(waitMs / 1000)));
  }

  /** True when the next one would be refused. */
  async isSpent(budget: Budget, key: string): Promise<boolean> {
    return this.enabled && (await this.counts[budget].isSpent(key));
  }
}

/** Counts by key, of a limited number of keys: those that began longest ago are forgotten first. */
class BoundedCount {
  private readonly keys = new Set<string>();
  private readonly limiter: RateLimiterMemory;

  constructor(private readonly points: number) {
    this.limiter = new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
  }

  /** Milliseconds until there is something left again; 0 when there still is. */
  async add(key: string): Promise<number> {
    this.remember(key);
    try {
      await this.limiter.consume(key);
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
      throw refusal;
    }
  }

  async isSpent(key: string): Promise<boolean> {
    return ((await this.limiter.get(key))?.consumedPoints ?? 0) >= this.points;
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
export function addressKey(ip: string): string {
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

function mapValues<Key extends string, In, Out>(
  record: Readonly<Record<Key, In>>,
  map: (value: In) => Out,
): Record<Key, Out> {
  return Object.fromEntries(Object.entries<In>(record).map(([key, value]) => [key, map(value)])) as Record<
    Key,
    Out
  >;
}

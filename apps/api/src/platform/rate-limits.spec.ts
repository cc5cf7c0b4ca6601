import { LIMITS } from '@perto/contract';
import { Metrics } from './metrics/metrics';
import { networkKey, RateLimits, TooManyRequests } from './rate-limits';

describe('rate limits', () => {
  let metrics: Metrics;
  let limits: RateLimits;

  beforeEach(() => {
    jest.useFakeTimers();
    metrics = new Metrics();
    limits = new RateLimits({ rateLimits: true }, metrics);
  });
  afterEach(() => jest.useRealTimers());

  async function spend(times: number, key = 'ana'): Promise<TooManyRequests | undefined> {
    try {
      for (let time = 0; time < times; time++) await limits.spend('messages', key);
      return undefined;
    } catch (error) {
      return error as TooManyRequests;
    }
  }

  it('let through what is within the budget, and refuse what is over', async () => {
    expect(await spend(LIMITS.messagesPerMinute)).toBeUndefined();

    const refusal = await spend(1);

    expect(refusal).toBeInstanceOf(TooManyRequests);
    expect([refusal?.status, refusal?.code]).toEqual([429, 'too_many_requests']);
  });

  it('say when it makes sense to try again, and keep that promise', async () => {
    await spend(LIMITS.messagesPerMinute);
    jest.advanceTimersByTime(20_500);

    const refusal = await spend(1);
    jest.advanceTimersByTime((refusal?.retryAfterSeconds ?? 0) * 1000);

    expect(refusal?.retryAfterSeconds).toBe(40);
    expect(refusal?.headers).toEqual({
      'ratelimit-policy': `"messages";q=${LIMITS.messagesPerMinute};w=60`,
      ratelimit: '"messages";r=0;t=40',
    });
    expect(await spend(LIMITS.messagesPerMinute)).toBeUndefined();
  });

  it('of one cost another nothing', async () => {
    await spend(LIMITS.messagesPerMinute + 1);

    expect(await spend(LIMITS.messagesPerMinute, 'rui')).toBeUndefined();
  });

  it('forget, of very many, those that began first', async () => {
    await spend(LIMITS.messagesPerMinute + 1);
    for (let other = 0; other < 50_000; other++) await limits.spend('messages', `other-${other}`);

    expect(await spend(1)).toBeUndefined();
    expect(jest.getTimerCount()).toBeLessThanOrEqual(50_001);
  });

  it('tell beforehand whether the next would be refused', async () => {
    await spend(LIMITS.messagesPerMinute - 1);
    const before = await limits.isSpent('messages', 'ana');
    await spend(1);

    expect([before, await limits.isSpent('messages', 'ana')]).toEqual([false, true]);
  });

  it('count what they refuse', async () => {
    await spend(LIMITS.messagesPerMinute + 1);

    expect(await metrics.text()).toContain('perto_rate_limited_total{budget="messages"} 1');
  });

  it('let everything through when they are off', async () => {
    limits = new RateLimits({ rateLimits: false }, new Metrics());

    expect(await spend(LIMITS.messagesPerMinute * 2)).toBeUndefined();
    expect(await limits.isSpent('messages', 'ana')).toBe(false);
  });

  it('leave room for ten pages of one person, each told of movements as often as can be', () => {
    const asksOfSeedPage = 2 * (60_000 / LIMITS.movementWindowMilliseconds) + 60;

    expect(LIMITS.requestsPerMinute).toBeGreaterThan(10 * asksOfSeedPage);
  });
});

describe('what counts as one address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::99', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['2001:db8:1::192.0.2.7', '2001:db8:1:0::/64'],
    ['no address at all', 'no address at all'],
  ])('%s is of %s', (ip, key) => {
    expect(networkKey(ip)).toBe(key);
  });

  it('is bounded, whatever a proxy hands on', () => {
    expect(networkKey('x'.repeat(10_000))).toHaveLength(64);
  });
});

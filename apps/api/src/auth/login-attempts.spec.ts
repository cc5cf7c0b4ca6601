import { LoginAttempts } from './login-attempts';

const MINUTE = 60_000;

function givenAttempts(secret = 's'.repeat(32)) {
  const time = { now: 1_700_000_000_000 };
  const attempts = new LoginAttempts(secret, () => time.now);
  return { attempts, time, browser: LoginAttempts.browserKey(), other: LoginAttempts.browserKey() };
}

describe('an attempt to sign in', () => {
  it('is finished by the browser that began it', () => {
    const { attempts, browser } = givenAttempts();

    const state = attempts.begin(browser);

    expect(attempts.finish(state, browser)).toBe(true);
  });

  it('is not finished by another browser, and still can be by the right one', () => {
    const { attempts, browser, other } = givenAttempts();
    const state = attempts.begin(browser);

    const stolen = attempts.finish(state, other);

    expect(stolen).toBe(false);
    expect(attempts.finish(state, browser)).toBe(true);
  });

  it('is finished once', () => {
    const { attempts, browser } = givenAttempts();
    const state = attempts.begin(browser);

    const outcomes = [attempts.finish(state, browser), attempts.finish(state, browser)];

    expect(outcomes).toEqual([true, false]);
  });

  it('is one of several of the same browser, each good in any order', () => {
    const { attempts, browser } = givenAttempts();
    const states = Array.from({ length: 5 }, () => attempts.begin(browser));

    const outcomes = states.reverse().map((state) => attempts.finish(state, browser));

    expect(new Set(states).size).toBe(5);
    expect(outcomes).toEqual([true, true, true, true, true]);
  });

  it.each([
    [10 * MINUTE - 1, true],
    [10 * MINUTE, false],
  ])('after %i ms can be finished: %s', (waited, expected) => {
    const { attempts, time, browser } = givenAttempts();
    const state = attempts.begin(browser);

    time.now += waited;

    expect(attempts.finish(state, browser)).toBe(expected);
  });

  it('stays used while others expire around it', () => {
    const { attempts, time, browser } = givenAttempts();
    const early = attempts.begin(browser);
    attempts.finish(early, browser);
    time.now += 9 * MINUTE;
    const late = attempts.begin(browser);
    attempts.finish(late, browser);
    time.now += 2 * MINUTE; // the early one is over
    attempts.finish(attempts.begin(browser), browser);

    const outcomes = [attempts.finish(early, browser), attempts.finish(late, browser)];

    expect(outcomes).toEqual([false, false]);
  });

  it('cannot be made without the secret', () => {
    const { browser } = givenAttempts();
    const forger = givenAttempts('x'.repeat(32)).attempts;
    const { attempts } = givenAttempts();

    const state = forger.begin(browser);

    expect(attempts.finish(state, browser)).toBe(false);
  });

  it('cannot be given more time', () => {
    const { attempts, time, browser } = givenAttempts();
    const [nonce, , signature] = attempts.begin(browser).split('.');

    const longer = `${nonce}.${(time.now + 60 * MINUTE).toString(36)}.${signature}`;

    expect(attempts.finish(longer, browser)).toBe(false);
  });

  it.each(['', '.', '..', 'a.b.c', 'a.b.c.d', 'é.é.é', 'x'.repeat(10_000)])('is not %j', (state) => {
    const { attempts, browser } = givenAttempts();

    expect(attempts.finish(state, browser)).toBe(false);
  });

  it('is not kept: whoever never returns costs nothing, and a restart loses no attempt', () => {
    const { attempts, browser } = givenAttempts();
    const state = attempts.begin(browser);

    const restarted = givenAttempts().attempts;

    expect(restarted.finish(state, browser)).toBe(true);
  });
});

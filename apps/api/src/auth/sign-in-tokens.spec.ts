import type { Clock } from '../platform/clock';
import type { Config } from '../platform/config';
import { Housekeeping } from '../platform/housekeeping/housekeeping';
import { WallTime } from '../platform/wall-time';
import { userAddress, type Address } from './address';
import { digestOf, type SignIn } from './sign-in';
import { SignInTokens } from './sign-in-tokens';
import type { SignInStore } from './typeorm-sign-in-store';

const HOUR = 3_600_000;

/** Sign-ins in memory; an answer can be held back, as a slow network does. */
class HeldStore {
  readonly rows = new Map<string, SignIn>();
  finds = 0;
  held: Promise<void> = Promise.resolve();

  async add(signIn: SignIn): Promise<void> {
    this.rows.set(signIn.digest, signIn);
  }
  async find(digest: string): Promise<SignIn | undefined> {
    this.finds++;
    const row = this.rows.get(digest);
    await this.held;
    return row;
  }
  async remove(_holder: Address, digests: readonly string[]): Promise<void> {
    for (const digest of digests) this.rows.delete(digest);
  }
}

function givenTokens(store = new HeldStore()) {
  const time = { now: 1_700_000_000_000 };
  const clock: Clock = { now: () => time.now };
  const config = { signInSeconds: 12 * 3600 } as Config;
  const housekeeping = new Housekeeping(clock, new WallTime('UTC'));
  const tokens = new SignInTokens(store as unknown as SignInStore, clock, housekeeping, config);
  return { store, time, tokens };
}

describe('the tokens of sign-ins', () => {
  it('are random, long and stored as a digest only', async () => {
    const { tokens, store } = givenTokens();

    const [one, other] = [await tokens.issue(userAddress('ana')), await tokens.issue(userAddress('ana'))];

    expect(one.token).toMatch(/^[\w-]{43}$/);
    expect(one.token).not.toBe(other.token);
    expect([...store.rows.keys()]).toEqual([digestOf(one.token), digestOf(other.token)]);
    expect(JSON.stringify([...store.rows.values()])).not.toContain(one.token);
  });

  it('are good for twelve hours and not a moment longer', async () => {
    const { tokens, time } = givenTokens();
    const { token, signIn } = await tokens.issue(userAddress('ana'));

    time.now += 12 * HOUR - 1;
    const alive = await tokens.verify(token);
    time.now += 1;
    const over = await tokens.verify(token);

    expect(alive).toEqual(signIn);
    expect(over).toBeUndefined();
  });

  it.each(['', 'a', 'a'.repeat(43), 'a'.repeat(10_000)])('are not %j', async (token) => {
    const { tokens } = givenTokens();
    await tokens.issue(userAddress('ana'));

    expect(await tokens.verify(token)).toBeUndefined();
  });

  it('are looked up once, however many requests come at one moment', async () => {
    const { token } = await givenTokens().tokens.issue(userAddress('ana'));
    const { tokens, store } = givenTokens();
    store.rows.set(digestOf(token), {
      digest: digestOf(token),
      holder: userAddress('ana'),
      expiresAt: Infinity,
    });

    const users = await Promise.all(Array.from({ length: 10 }, () => tokens.verify(token)));

    expect(users.map((signIn) => signIn?.holder.id)).toEqual(Array<string>(10).fill('ana'));
    expect(store.finds).toBe(1);
  });

  it('are looked up a few at a time: made-up ones leave the database to those who work', async () => {
    const { tokens, store } = givenTokens();
    let release = () => {};
    store.held = new Promise((resolve) => (release = resolve));

    const flood = Array.from({ length: 100 }, (_, each) => tokens.verify(`made up ${each}`));
    await new Promise((resolve) => setImmediate(resolve));
    const atOnce = store.finds;
    release();

    expect(await Promise.all(flood)).toEqual(Array(100).fill(undefined));
    expect([atOnce, store.finds]).toEqual([4, 100]);
  });

  it('tell whoever listens that one is revoked, once it is dead', async () => {
    const { tokens } = givenTokens();
    const { token, signIn } = await tokens.issue(userAddress('ana'));
    const seen: unknown[] = [];
    tokens.revoked.subscribe((revoked) => void tokens.verify(token).then((now) => seen.push(revoked, now)));

    await tokens.revoke(signIn);
    await tokens.verify(token);

    expect(seen).toEqual([{ signIn, why: 'signed-out' }, undefined]);
  });

  it('stay dead when the database’s answer from before the sign-out comes after it', async () => {
    const { token, signIn } = await givenTokens().tokens.issue(userAddress('ana'));
    const { tokens, store } = givenTokens(); // another process: nothing is remembered
    store.rows.set(signIn.digest, signIn);
    let release = () => {};
    store.held = new Promise((resolve) => (release = resolve));

    const early = tokens.verify(token);
    const revoked = tokens.revoke(signIn);
    await new Promise((resolve) => setImmediate(resolve));
    release();
    await Promise.all([early, revoked]);

    expect(await tokens.verify(token)).toBeUndefined();
  });
});

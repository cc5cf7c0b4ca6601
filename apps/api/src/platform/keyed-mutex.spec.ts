import { KeyedMutex } from './keyed-mutex';

/** Work that says when it begins and ends, and ends when it is told to. */
function givenWork() {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise<void>((resolve) => ends.set(name, resolve));
    log.push(`${name} ends`);
    return name;
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string) => {
    ends.get(name)?.();
    await turn();
  };
  return { log, work, end, turn };
}

describe('a keyed mutex', () => {
  it('runs work on one key one after another, in the order of asking', async () => {
    const { log, work, end } = givenWork();
    const mutex = new KeyedMutex<string>();

    const results = Promise.all([
      mutex.run('a', work('first')),
      mutex.run('a', work('second')),
      mutex.run('a', work('third')),
    ]);
    for (const name of ['first', 'second', 'third']) await end(name);

    expect(await results).toEqual(['first', 'second', 'third']);
    expect(log).toEqual([
      ...['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends'],
    ]);
  });

  it('runs work on different keys side by side', async () => {
    const { log, work, end } = givenWork();
    const mutex = new KeyedMutex<string>();

    const results = Promise.all([mutex.run('a', work('one')), mutex.run('b', work('other'))]);
    await end('other');
    await end('one');
    await results;

    expect(log).toEqual(['one begins', 'other begins', 'other ends', 'one ends']);
  });

  it('goes on after work that failed, and tells only who asked for it', async () => {
    const mutex = new KeyedMutex<string>();

    const failing = mutex.run('a', () => Promise.reject(new Error('broken')));
    const next = mutex.run('a', () => Promise.resolve('fine'));

    await expect(failing).rejects.toThrow('broken');
    await expect(next).resolves.toBe('fine');
  });

  it('holds several keys at once, and never in a circle', async () => {
    const { log, work, end } = givenWork();
    const mutex = new KeyedMutex<string>();

    const results = Promise.all([
      mutex.runAll(['a', 'b'], work('one')),
      mutex.runAll(['b', 'a', 'b'], work('other')),
      mutex.run('b', work('third')),
    ]);
    for (const name of ['one', 'other', 'third', 'other']) await end(name);

    expect(await results).toEqual(['one', 'other', 'third']);
    expect(log.indexOf('other begins')).toBeGreaterThan(log.indexOf('one ends'));
    const [begin, finish] = [log.indexOf('other begins'), log.indexOf('other ends')];
    expect(log.slice(begin, finish)).not.toContain('third begins');
  });

  it('runs work on no key at once', async () => {
    expect(await new KeyedMutex<string>().runAll([], () => Promise.resolve(7))).toBe(7);
  });

  it('keeps nothing of a key that nobody works on', async () => {
    const mutex = new KeyedMutex<string>();

    await Promise.all(Array.from({ length: 100 }, (_, key) => mutex.run(`${key}`, () => Promise.resolve())));
    await new Promise((resolve) => setImmediate(resolve));

    expect((mutex as unknown as { tails: Map<string, unknown> }).tails.size).toBe(0);
  });
});

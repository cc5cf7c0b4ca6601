import { QueueFull, Semaphore } from './semaphore';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const patient = () => new AbortController().signal;

/** Asks for a place under a name, and notes when it is given. */
function givenSemaphore(permits: number, mostWaiting: number) {
  const semaphore = new Semaphore(permits, mostWaiting);
  const entered: string[] = [];
  const ask = (name: string, signal = patient()) =>
    semaphore.enter(signal).then(() => void entered.push(name));
  return { semaphore, entered, ask };
}

describe('a semaphore', () => {
  it('lets so many in and the others after them, in the order of asking', async () => {
    const { semaphore, entered, ask } = givenSemaphore(2, 10);

    const asked = ['a', 'b', 'c', 'd'].map((name) => ask(name));
    await turn();
    const atFirst = [...entered];
    semaphore.leave();
    await turn();
    const afterOneLeft = [...entered];
    semaphore.leave();
    await Promise.all(asked);

    expect([atFirst, afterOneLeft, entered]).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c', 'd'],
    ]);
    expect([semaphore.inUse, semaphore.waiting]).toEqual([2, 0]);
  });

  it('refuses whoever comes when too many wait', async () => {
    const { ask } = givenSemaphore(1, 1);
    await ask('in');
    void ask('waiting');

    await expect(ask('too many')).rejects.toBeInstanceOf(QueueFull);
  });

  it('forgets whoever gives up waiting, with the reason given', async () => {
    const { semaphore, entered, ask } = givenSemaphore(1, 10);
    const impatient = new AbortController();
    await ask('in');
    const givenUp = ask('gives up', impatient.signal);
    const next = ask('next');

    impatient.abort(new Error('five o’clock'));

    await expect(givenUp).rejects.toThrow('five o’clock');
    semaphore.leave();
    await next;
    expect(entered).toEqual(['in', 'next']);
  });

  it('gives no place to whoever gave up before asking', async () => {
    const { semaphore, ask } = givenSemaphore(1, 10);

    await expect(ask('too late', AbortSignal.abort(new Error('over')))).rejects.toThrow('over');

    expect(semaphore.inUse).toBe(0);
  });

  it('is empty again when everybody left', async () => {
    const { semaphore, ask } = givenSemaphore(3, 100);

    await Promise.all(
      Array.from({ length: 50 }, (_, index) => ask(`${index}`).then(() => semaphore.leave())),
    );

    expect([semaphore.inUse, semaphore.waiting]).toEqual([0, 0]);
  });
});

import { GroupCommit } from './group-commit';

/** A writer whose batches end when they are told to. */
function givenWriter(largestBatch?: number) {
  const batches: number[][] = [];
  const running: { resolve: () => void; reject: (reason: Error) => void }[] = [];
  const commit = new GroupCommit<number>((items) => {
    batches.push(items);
    return new Promise((resolve, reject) => running.push({ resolve, reject }));
  }, largestBatch);
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const settle = async (reason?: Error) => {
    const batch = running.shift();
    if (reason) batch?.reject(reason);
    else batch?.resolve();
    await turn();
  };
  return { commit, batches, turn, settle };
}

describe('a group commit', () => {
  it('writes at once when idle, and everything that came together in one batch', async () => {
    const { commit, batches, turn, settle } = givenWriter();

    const added = [1, 2, 3].map((item) => commit.add(item));
    await turn();
    await settle();
    await Promise.all(added);

    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('collects while a batch is being written, and keeps the order', async () => {
    const { commit, batches, turn, settle } = givenWriter();
    const order: number[] = [];
    const add = (item: number) => commit.add(item).then(() => order.push(item));

    const first = add(1);
    await turn();
    const others = [2, 3, 4].map(add);
    await turn();
    const whileWriting = [...batches];
    await settle();
    await settle();
    await Promise.all([first, ...others]);

    expect(whileWriting).toEqual([[1]]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('settles nobody before the batch is written', async () => {
    const { commit, turn, settle } = givenWriter();
    let settled = false;

    const added = commit.add(1).then(() => (settled = true));
    await turn();
    const before = settled;
    await settle();
    await added;

    expect([before, settled]).toEqual([false, true]);
  });

  it('splits what is too much for one batch', async () => {
    const { commit, batches, turn, settle } = givenWriter(2);

    const added = [1, 2, 3, 4, 5].map((item) => commit.add(item));
    await turn();
    for (let batch = 0; batch < 3; batch++) await settle();
    await Promise.all(added);

    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('fails those of a failing batch, and nobody else', async () => {
    const { commit, turn, settle } = givenWriter(2);

    const outcomes = Promise.allSettled([1, 2, 3, 4].map((item) => commit.add(item)));
    await turn();
    await settle(new Error('lost'));
    await settle();

    const statuses = (await outcomes).map(({ status }) => status);
    expect(statuses).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled']);
  });

  it('goes on after a pause, also after a failure', async () => {
    const { commit, batches, turn, settle } = givenWriter();
    const failing = commit.add(1);
    await turn();
    await Promise.all([expect(failing).rejects.toThrow('lost'), settle(new Error('lost'))]);
    await turn();

    const later = commit.add(2);
    await turn();
    await settle();
    await later;

    expect(batches).toEqual([[1], [2]]);
  });
});

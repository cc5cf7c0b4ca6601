import { OneAtATime } from './one-at-a-time';

function givenJob() {
  const finish: ((failure?: Error) => void)[] = [];
  const job = jest.fn(
    () =>
      new Promise<void>((resolve, reject) =>
        finish.push((failure) => (failure ? reject(failure) : resolve())),
      ),
  );
  return { job, finish, single: new OneAtATime(job) };
}

describe('OneAtATime', () => {
  it('makes many requests during a run into one further run', async () => {
    const { job, finish, single } = givenJob();
    const first = single.request();
    const later = [single.request(), single.request(), single.request()];
    expect(job).toHaveBeenCalledTimes(1);

    finish[0]!();
    await first;
    await Promise.resolve();
    expect(job).toHaveBeenCalledTimes(2);
    finish[1]!();
    await Promise.all(later);

    expect(job).toHaveBeenCalledTimes(2);
  });

  it('runs anew when the run before is over', async () => {
    const { job, finish, single } = givenJob();
    const first = single.request();
    finish[0]!();
    await first;

    void single.request();

    expect(job).toHaveBeenCalledTimes(2);
  });

  it('goes on after a run that failed', async () => {
    const { job, finish, single } = givenJob();
    const first = single.request();
    const second = single.request();

    finish[0]!(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await Promise.resolve();
    finish[1]!();
    await second;

    expect(job).toHaveBeenCalledTimes(2);
  });
});

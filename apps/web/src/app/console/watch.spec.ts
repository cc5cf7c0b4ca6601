import { Watch } from './watch';

describe('Watch', () => {
  let finish: (() => void)[];
  let visible: DocumentVisibilityState;
  let watch: Watch;
  const job = jest.fn(() => new Promise<void>((resolve) => finish.push(resolve)));

  beforeEach(() => {
    jest.useFakeTimers();
    finish = [];
    visible = 'visible';
    jest.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visible);
    job.mockClear();
    watch = new Watch(job, 4_000);
  });
  afterEach(() => {
    watch.stop();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const look = (state: DocumentVisibilityState): void => {
    visible = state;
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('asks at once, and again when it has paused after the answer', async () => {
    watch.start();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(job).toHaveBeenCalledTimes(1);

    finish[0]!();
    await jest.advanceTimersByTimeAsync(3_999);
    expect(job).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);

    expect(job).toHaveBeenCalledTimes(2);
  });

  it('is silent while nobody sees the page, and asks at once when somebody does', async () => {
    watch.start();
    finish[0]!();
    look('hidden');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(job).toHaveBeenCalledTimes(1);

    look('visible');

    expect(job).toHaveBeenCalledTimes(2);
  });

  it('never asks twice at once, however often it is told to', async () => {
    watch.start();
    void watch.now();
    look('visible');
    void watch.now();
    expect(job).toHaveBeenCalledTimes(1);

    finish[0]!();
    await jest.advanceTimersByTimeAsync(0);

    expect(job).toHaveBeenCalledTimes(2);
  });

  it('asks no more once it has stopped, not even after an answer that was under way', async () => {
    watch.start();

    watch.stop();
    finish[0]!();
    look('visible');
    await jest.advanceTimersByTimeAsync(60_000);

    expect(job).toHaveBeenCalledTimes(1);
  });
});

import { TimeSlices } from './time-slices';

/** Work that takes a while. */
const busy = (milliseconds: number) => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('time slices', () => {
  it('do everything once, in the order in which it came, and nothing at once', async () => {
    const slices = new TimeSlices();
    const done: number[] = [];

    for (let each = 0; each < 1000; each++) slices.add(() => done.push(each));
    const atOnce = done.length;
    while (done.length < 1000) await turn();

    expect(atOnce).toBe(0);
    expect(done).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  });

  it('let others have their turn in between', async () => {
    const slices = new TimeSlices();
    let done = 0;
    for (let each = 0; each < 5; each++)
      slices.add(() => {
        busy(10);
        done++;
      });
    const seen: number[] = [];

    while (done < 5) {
      await turn();
      seen.push(done);
    }

    expect(new Set(seen).size).toBe(5);
  });

  it('do what is added while they work after what was there', async () => {
    const slices = new TimeSlices();
    const done: string[] = [];
    slices.add(() => {
      done.push('first');
      slices.add(() => done.push('third'));
    });
    slices.add(() => done.push('second'));

    while (done.length < 3) await turn();
    slices.add(() => done.push('fourth'));
    await turn();
    await turn();

    expect(done).toEqual(['first', 'second', 'third', 'fourth']);
  });
});

import { growingWait } from './growing-wait';

describe('the wait after failures', () => {
  it('doubles from less than a second to ten', () => {
    expect([1, 2, 3, 4, 5, 9].map((failures) => growingWait(failures, 0.5))).toEqual([
      600, 1_200, 2_400, 4_800, 9_600, 10_000,
    ]);
  });

  it('is spread by half either way', () => {
    expect([growingWait(1, 0), growingWait(1, 1)]).toEqual([300, 900]);
  });

  it('leaves room for three attempts within five seconds, in the middle of the spread', () => {
    const waits = [1, 2, 3].map((failures) => growingWait(failures, 0.5));

    expect(waits.reduce((sum, wait) => sum + wait)).toBeLessThan(5_000);
  });
});

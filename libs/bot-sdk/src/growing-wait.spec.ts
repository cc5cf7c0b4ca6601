import { growingWait } from './growing-wait';

describe('growingWait', () => {
  it('grows twofold up to twenty seconds', () => {
    expect([1, 2, 3, 6, 7, 5000].map((failures) => growingWait(failures, 0.5))).toEqual([
      600, 1200, 2400, 19_200, 20_000, 20_000,
    ]);
  });

  it('is spread by half either way', () => {
    expect([growingWait(2, 0), growingWait(2, 1)]).toEqual([600, 1800]);
  });
});

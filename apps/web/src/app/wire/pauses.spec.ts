import { Pauses } from './pauses';
import { RequestFailed } from './request-failed';

describe('Pauses', () => {
  it('tells the latest one, and forgets it when its own path answers well', () => {
    const pauses = new Pauses();
    pauses.hold('/a', new RequestFailed(429, undefined, 30));
    pauses.hold('/b', new RequestFailed(503, undefined, 30));

    pauses.release('/a');
    expect(pauses.latest()?.status).toBe(503);
    pauses.release('/b');

    expect(pauses.latest()).toBeNull();
    expect(() => pauses.check('/b')).not.toThrow();
  });

  it('does not tell of a failure that names no time', () => {
    const pauses = new Pauses();

    pauses.hold('/a', new RequestFailed(503));

    expect(pauses.latest()).toBeNull();
    expect(() => pauses.check('/a')).not.toThrow();
  });
});

import { Pauses } from './pauses';
import { RequestFailed } from './request-failed';

describe('Pauses', () => {
  it('tells the latest one, and forgets it when its own route answers well', () => {
    const pauses = new Pauses();
    pauses.hold('GET /a', new RequestFailed(429, undefined, 30));
    pauses.hold('GET /b', new RequestFailed(503, undefined, 30));

    pauses.release('GET /a');
    expect(pauses.latest()?.status).toBe(503);
    pauses.release('GET /b');

    expect(pauses.latest()).toBeNull();
    expect(() => pauses.check('GET /b')).not.toThrow();
  });

  it('does not tell of a failure that names no time', () => {
    const pauses = new Pauses();

    pauses.hold('GET /a', new RequestFailed(503));

    expect(pauses.latest()).toBeNull();
    expect(() => pauses.check('GET /a')).not.toThrow();
  });
});

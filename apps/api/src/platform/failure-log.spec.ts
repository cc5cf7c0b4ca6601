import { Logger } from '@nestjs/common';
import { PertoError, unavailable } from './errors';
import { FailureLog } from './failure-log';

describe('FailureLog', () => {
  let warn: jest.SpyInstance;
  let error: jest.SpyInstance;
  let log: FailureLog;

  beforeEach(() => {
    jest.useFakeTimers();
    warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    error = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    log = new FailureLog('Http');
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const away = unavailable('The database', new Error('no connection'));
  const warned = () => warn.mock.calls.map(([line]) => String(line));

  it('writes one line a second while a part is away, and how many there were before it', () => {
    for (let count = 0; count < 5; count++) log.note('POST /a → 503', away, away);
    jest.advanceTimersByTime(1000);
    log.note('POST /b → 503', away, away);
    jest.advanceTimersByTime(1000);
    log.note('POST /c → 503', away, away);

    expect(warned()).toEqual([
      'POST /a → 503: Error: no connection',
      'POST /b → 503: Error: no connection (and 4 more before it)',
      'POST /c → 503: Error: no connection',
    ]);
  });

  it('writes down every other failure of the server with its trace, and none of a caller', () => {
    const fault = new Error('unforeseen');
    for (let count = 0; count < 2; count++) log.note('GET /a → 500', fault, new PertoError('internal'));
    log.note('GET /a → 404', new PertoError('not_found'), new PertoError('not_found'));

    expect(error.mock.calls).toEqual(Array(2).fill(['GET /a → 500', fault.stack]));
    expect(warned()).toEqual([]);
  });
});

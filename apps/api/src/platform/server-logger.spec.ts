import { Logger } from '@nestjs/common';
import { CapturedOutput } from '../testing/captured-output';
import { withinRequest } from './request-context';
import { ServerLogger } from './server-logger';

describe('the log', () => {
  let output: CapturedOutput;

  beforeEach(() => (output = new CapturedOutput()));
  afterEach(() => output.release());

  const lines = (): Record<string, unknown>[] =>
    output.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('is one JSON object a line', () => {
    const log = new ServerLogger({ logLevel: 'info', logFormat: 'json' });

    log.log('first\nof two lines', 'Presence');
    log.warn('careful', 'Broker');

    expect(lines()).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        level: 'info',
        context: 'Presence',
        message: 'first\nof two lines',
      },
      { time: expect.any(String) as string, level: 'warn', context: 'Broker', message: 'careful' },
    ]);
  });

  it('names the request that a line is of', () => {
    const log = new ServerLogger({ logLevel: 'info', logFormat: 'json' });

    withinRequest('a-1', () => log.log('within', 'Http'));
    log.log('without', 'Http');

    expect(lines().map((line) => line['request_id'])).toEqual(['a-1', undefined]);
  });

  it('has the trace of an error, however it is handed over', () => {
    const log = new ServerLogger({ logLevel: 'info', logFormat: 'json' });
    const error = new Error('broken');

    log.error('It failed', error.stack, 'Http');
    log.error(error, 'Start');

    expect(lines()).toMatchObject([
      { level: 'error', context: 'Http', message: 'It failed', stack: error.stack },
      { level: 'error', context: 'Start', message: 'broken', stack: error.stack },
    ]);
  });

  it('leaves out what is below its level, and how the framework is put together', () => {
    const log = new ServerLogger({ logLevel: 'info', logFormat: 'json' });

    log.debug('unheard', 'Http');
    log.log('Mapped {/API/session}', 'RouterExplorer');

    expect(output.text).toBe('');
  });

  it('is for people where it is text, the request behind the context', () => {
    const log = new ServerLogger({ logLevel: 'info', logFormat: 'text' });

    withinRequest('a-1', () => log.warn('careful', 'Http'));

    expect(output.text).toMatch(/Perto.*WARN.*\[Http a-1\].*careful/);
  });

  it('is reached by every logger of the server', () => {
    Logger.overrideLogger(new ServerLogger({ logLevel: 'debug', logFormat: 'json' }));

    new Logger('Outbox').debug('heard');

    expect(lines()).toMatchObject([{ level: 'debug', context: 'Outbox', message: 'heard' }]);
    Logger.overrideLogger(false);
  });
});

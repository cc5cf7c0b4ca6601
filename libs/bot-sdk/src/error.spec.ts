import { ERRORS, isFinal, type ErrorCode } from '@perto/contract';
import { PertoBotError, type BotErrorCode } from './error';

describe('PertoBotError', () => {
  it.each(Object.keys(ERRORS) as (ErrorCode & BotErrorCode)[])('%s is final as the contract says', (code) => {
    expect(new PertoBotError(code, '').final).toBe(isFinal(code));
  });

  it('judges a code that it does not know by the status', () => {
    const final = (status: number): boolean => new PertoBotError('brand_new', '', { status }).final;

    expect([400, 403, 429, 503].map(final)).toEqual([true, true, false, false]);
  });

  it('knows its own', () => {
    const final = (code: BotErrorCode): boolean => new PertoBotError(code, '').final;

    expect(['wrong_secret', 'unexpected_answer', 'closed'].map(final)).toEqual([true, true, true]);
    expect(['unreachable', 'deadline', 'queue_full'].map(final)).toEqual([false, false, false]);
  });
});

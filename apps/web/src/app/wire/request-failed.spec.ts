import { ERRORS, type ErrorCode } from '@perto/contract';
import { english } from '../texts/english';
import { portuguese } from '../texts/portuguese';
import { RequestFailed, inPlainWords } from './request-failed';

const detail = 'users must name somebody';

function refused(path: string): RequestFailed {
  return new RequestFailed(400, { code: 'invalid_request', detail, errors: [{ path, message: detail }] });
}

describe('a failure in plain words', () => {
  const codes = Object.keys(ERRORS) as ErrorCode[];

  it.each(codes)('has words of ours for %s, in both languages', (code) => {
    const reason = new RequestFailed(ERRORS[code].status, { code, detail });
    const [inEnglish, inPortuguese] = [english, portuguese].map((texts) => inPlainWords(reason, texts));

    expect(inEnglish).not.toContain(detail);
    expect(inPortuguese).not.toContain(detail);
    expect(inPortuguese).not.toBe(inEnglish);
  });

  it('names the value that was not taken, also inside a list', () => {
    expect(inPlainWords(refused('message'), english)).toBe('A message has 1 to 2000 characters.');
    expect(inPlainWords(refused('recipients.3'), english)).toContain('at most 1000');
    expect(inPlainWords(refused('0.radious'), portuguese)).toBe('O alcance vai de 1 a 5000 m.');
    expect(inPlainWords(refused('latitude'), english)).toContain('coordinates');
  });

  it('stays in our words for a value that nobody foresaw', () => {
    expect(inPlainWords(refused('token'), portuguese)).toBe(portuguese.failure.invalid);
    expect(inPlainWords(new RequestFailed(400), portuguese)).toBe(portuguese.failure.invalid);
  });

  it('says how long to wait', () => {
    expect(inPlainWords(new RequestFailed(429, undefined, 6.2), english)).toContain('7 s');
  });
});

import { PertoBotError } from '@perto/bot-sdk';
import { EXIT, exitCodeOf, Stop } from './exit-code';
import { HELP } from './help';

describe('exit codes', () => {
  it.each([
    ['bot_not_authorized', EXIT.notAuthorized],
    ['wrong_secret', EXIT.wrongPassword],
    ['unreachable', EXIT.unreachable],
    ['unavailable', EXIT.unreachable],
    ['too_many_requests', EXIT.unreachable],
    ['deadline', EXIT.unreachable],
    ['bot_busy', EXIT.busy],
    ['id_taken', EXIT.taken],
    ['invalid_request', EXIT.usage],
    ['unexpected_answer', EXIT.failed],
  ])('%s', (code, exitCode) => {
    expect(exitCodeOf(new PertoBotError(code, ''))).toBe(exitCode);
  });

  it('of what is no error of the bot', () => {
    expect([exitCodeOf(new Error('bug')), exitCodeOf(new Stop(EXIT.usage, ''))]).toEqual([1, 2]);
  });

  it.each(Object.values(EXIT))('%d stands in the help', (code) => {
    expect(HELP).toMatch(new RegExp(`(^|  )${code}  `, 'm'));
  });
});

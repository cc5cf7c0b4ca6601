import { AuthorisedSessions } from './authorised-sessions';
import { BoundedMap } from './bounded-map';

describe('AuthorisedSessions', () => {
  it('never holds more than its limit and forgets the oldest', () => {
    const sessions = new AuthorisedSessions(() => 0, 2);

    const [first = '', second = '', third = ''] = ['ana', 'rui', 'eva'].map((name) => sessions.begin(name));

    expect(sessions.size).toBe(2);
    expect([first, second, third].map((code) => sessions.withCode(code)?.username)).toEqual([
      undefined,
      'rui',
      'eva',
    ]);
  });
});

describe('BoundedMap', () => {
  it('counts an entry that is set again as new', () => {
    const map = new BoundedMap<string, number>(2);

    for (const key of ['a', 'b', 'a', 'c']) map.set(key, 1);

    expect(['a', 'b', 'c'].map((key) => map.has(key))).toEqual([true, false, true]);
  });
});

import { LIMITS } from './limits';
import { characterCount, isId } from './text';
import { id, latitude, longitude, messageText, radius } from './values';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success;

describe('an id', () => {
  it.each(['a', 'ist1100001', 'A.b_c-9', 'x'.repeat(50), '__proto__', '..'])('may be %s', (text) => {
    expect([isId(text), accepts(id, text)]).toEqual([true, true]);
  });

  it.each(['', 'x'.repeat(51), 'a b', 'a\n', ' a', 'á', 'аna', 'a\0', 'a/b', 'a@b', '🙂'])(
    'may not be %j',
    (text) => {
      expect([isId(text), accepts(id, text)]).toEqual([false, false]);
    },
  );

  it('is text: numbers and lists are none, however they print', () => {
    const wrong = [5, ['a'], { toString: () => 'a' }, null, undefined, true];

    expect(wrong.filter((value) => accepts(id, value))).toEqual([]);
  });

  it('is kept to the letter', () => {
    expect(id.parse('AnA')).toBe('AnA');
  });
});

describe('a number on the wire', () => {
  it.each([
    [38.7, 38.7],
    ['38.7', 38.7],
    ['-9.14', -9.14],
    ['+1', 1],
    ['.5', 0.5],
    ['5.', 5],
    ['1e1', 10],
    ['1E-2', 0.01],
    ['-0', -0],
    ['007', 7],
  ])('is read from %j', (given, expected) => {
    expect(latitude.parse(given)).toBe(expected);
  });

  const noNumbers = [
    '',
    ' ',
    ' 1',
    '1 ',
    '1\n',
    '0x10',
    '0b1',
    '1_0',
    '1,5',
    'NaN',
    'Infinity',
    '1e999',
    'e1',
    '.',
    '--1',
    '1'.repeat(41),
    NaN,
    Infinity,
    -Infinity,
    null,
    undefined,
    true,
    [1],
    ['1'],
    {},
    new Date(0),
    1n,
  ];
  it.each(noNumbers.map((value) => [value]))('is not read from %p', (given) => {
    expect(accepts(latitude, given)).toBe(false);
  });

  it.each([
    ['latitude', latitude, -90, 90],
    ['longitude', longitude, -180, 180],
    ['radious', radius, LIMITS.minRadiusMetres, LIMITS.maxRadiusMetres],
  ])('%s goes from its smallest to its largest value, both allowed', (_, schema, smallest, largest) => {
    const inside = [smallest, largest, String(smallest), String(largest)];
    const outside = [smallest - 1e-7, largest + 1e-7, `${largest}.1`];

    expect(inside.filter((value) => !accepts(schema, value))).toEqual([]);
    expect(outside.filter((value) => accepts(schema, value))).toEqual([]);
  });
});

describe('the text of a message', () => {
  it('has as many characters as a person counts, not units of UTF-16', () => {
    expect([characterCount('aé🙂'), characterCount('')]).toEqual([3, 0]);
    expect(accepts(messageText, '🙂'.repeat(2000))).toBe(true);
    expect(accepts(messageText, '🙂'.repeat(2001))).toBe(false);
    expect(accepts(messageText, `${'🙂'.repeat(1999)}ab`)).toBe(false);
  });

  it.each([1, 1999, 2000])('may have %d characters', (count) => {
    expect(accepts(messageText, 'x'.repeat(count))).toBe(true);
  });

  it.each([2001, 4000, 4001, 100_000])('may not have %d characters', (count) => {
    expect(accepts(messageText, 'x'.repeat(count))).toBe(false);
  });

  it.each(['', ' ', '\n\t', '\u00a0', '\u2003'])('may not be empty, as %j is', (text) => {
    expect(accepts(messageText, text)).toBe(false);
  });

  it.each(['\0', 'a\0b', '\ud800', 'a\udc00', '\udc00\ud800', '\ud83d\ud83d\ude42'])(
    'has to be well-formed, and %j is not',
    (text) => {
      expect(accepts(messageText, text)).toBe(false);
    },
  );

  it('is kept to the letter, blanks at its ends included', () => {
    const text = "  <b>'; DROP TABLE user;--</b>\r\n🙂 ";

    expect(messageText.parse(text)).toBe(text);
  });
});

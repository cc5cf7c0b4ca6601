/** JSON texts that are no number in any field. */
export const NO_NUMBERS: Record<string, string> = {
  'an empty text': '""',
  'a blank': '" "',
  'a leading blank': '" 1"',
  'a trailing newline': '"1\\n"',
  hexadecimal: '"0x10"',
  'NaN as text': '"NaN"',
  'Infinity as text': '"Infinity"',
  '1e999 as text': '"1e999"',
  '1e999 as a number': '1e999',
  '-1e999 as a number': '-1e999',
  'a decimal comma': '"1,5"',
  'digits of another script': '"١٢"',
  'two signs': '"--1"',
  'a bare exponent': '"1e"',
  'a bare point': '"."',
  'forty-one digits': `"${'1'.repeat(41)}"`,
  null: 'null',
  'a boolean': 'true',
  'a list': '[1]',
  'an object': '{"valueOf":1}',
  SQL: '"1; DROP TABLE user"',
  HTML: '"<b>1</b>"',
};

/** JSON texts that are no text. */
export const NO_TEXTS: Record<string, string> = {
  null: 'null',
  'a number': '5',
  'a boolean': 'false',
  'a list': '["x"]',
  'an object': '{"toString":"x"}',
};

/** Texts with which others have broken servers. */
export const NASTY_TEXTS: Record<string, string> = {
  SQL: "' OR 1=1; DROP TABLE user; --",
  HTML: '<img src=x onerror=alert(1)>',
  'a NUL': 'a\0b',
  'a lone surrogate': 'a\ud800b',
  'a line break': 'a\r\nSet-Cookie: x=y',
  'a path': '../../etc/passwd',
  'an astral character': '🙂',
  'a right-to-left mark': 'a\u202eb',
  'a format string': '%s%n%x${7*7}{{7*7}}',
  'fifty-one letters': 'x'.repeat(51),
  'ten thousand letters': 'x'.repeat(10_000),
};

/** Names that mean something to JavaScript, and are ids nobody has. */
export const NAMES_OF_JAVASCRIPT = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

/** A JSON object from members that are JSON texts already; a member may be left out, or be there twice. */
export function json(members: Record<string, string | undefined>): string {
  const written = Object.entries(members).flatMap(([name, text]) =>
    text === undefined ? [] : [`${JSON.stringify(name)}:${text}`],
  );
  return `{${written.join(',')}}`;
}

import { isDeepStrictEqual } from 'node:util';

/** `expect(found).toEqual(expected)`, thirty times as fast while they agree. */
export function expectSame(found: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(found, expected)) expect(found).toStrictEqual(expected);
}

import * as z from 'zod'; // a namespace, so that the page's bundle leaves out what it does not use
import { LIMITS } from './limits';
import { characterCount, ID } from './text';

/** A number as the wire has it: a JSON number, or the same as decimal text. */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const wireNumber = z.union([z.number(), z.string().max(40).regex(DECIMAL).transform(Number)], {
  error: 'must be a number',
});

function numberBetween(minimum: number, maximum: number, description: string) {
  return wireNumber
    .pipe(
      z
        .number({ error: 'must be a finite number' })
        .min(minimum, { error: `must be at least ${minimum}` })
        .max(maximum, { error: `must be at most ${maximum}` }),
    )
    .meta({ description: `${description} Decimal text is read, too.`, minimum, maximum });
}

/** Id of a user, a bot or a building: compared byte for byte. */
export const id = z
  .string({ error: 'must be text' })
  .regex(ID, { error: 'must be 1 to 50 letters, digits, dots, underscores or hyphens' })
  .describe('Id of a user, a bot or a building. Compared byte for byte.');

/** Id of a message: a whole number in text, which can outgrow a JavaScript number. */
export const messageId = z
  .string({ error: 'must be text' })
  .regex(/^\d{1,15}$/, { error: 'must be a whole number' })
  .describe('Id of a message.');

export const latitude = numberBetween(-90, 90, 'WGS-84 degrees, north is positive.');
export const longitude = numberBetween(-180, 180, 'WGS-84 degrees, east is positive.');
/** Range of a person or radius of a building, in metres. */
export const radius = numberBetween(LIMITS.minRadiusMetres, LIMITS.maxRadiusMetres, 'Metres.');

/** WGS-84 degrees. */
export interface Coordinates {
  latitude: number;
  longitude: number;
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** What is written to people; kept to the letter, never empty. */
export const messageText = z
  .string({ error: 'must be text' })
  .refine((text) => text.trim() !== '', { error: 'must not be empty' })
  .refine(
    (text) =>
      text.length <= LIMITS.maxMessageCharacters ||
      (text.length <= 2 * LIMITS.maxMessageCharacters && characterCount(text) <= LIMITS.maxMessageCharacters),
    { error: `must have at most ${LIMITS.maxMessageCharacters} characters` },
  )
  .refine((text) => !text.includes('\0') && !LONE_SURROGATE.test(text), {
    error: 'must be well-formed text without NUL characters',
  })
  .meta({
    description: 'Kept to the letter; not of white space alone. Length in Unicode characters.',
    minLength: 1,
    maxLength: LIMITS.maxMessageCharacters,
  });

/** A list of ids, or one text of ids each ended by a newline (the last may lack it); repeats are dropped. */
export const idList = z
  .preprocess(
    (users) => (typeof users === 'string' ? users.replace(/\n$/, '').split('\n') : users),
    z
      .array(id, { error: 'must be a list of ids, or ids each ended by a newline' })
      .min(1, { error: 'must name somebody' })
      .transform((ids) => [...new Set(ids)]),
  )
  .meta({
    description: `A list of ids, or one text of ids each ended by a newline. Repeats are dropped; at most ${LIMITS.maxRecipients} may remain.`,
    type: ['array', 'string'],
  });

/** Id of a row, as the paging of lists names it. */
export const rowId = messageId;

/** A moment as RFC 3339 has it; read as milliseconds since the Unix epoch. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be a moment such as 2026-11-22T17:36:10Z' })
  .transform((text) => Date.parse(text))
  .describe('A moment, RFC 3339.');

/** How many items a page has, from 1 to `most`, where it is said. */
export function pageLimit(most: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, { error: 'must be a whole number' })
    .transform(Number)
    .pipe(
      z
        .number()
        .min(1, { error: 'must be at least 1' })
        .max(most, { error: `must be at most ${most}` }),
    );
}

/** How many items a page has, from 1 to `most`. */
export function pageSize(most: number, standard: number) {
  return pageLimit(most)
    .default(standard)
    .describe(`How many items a page has, from 1 to ${most}; ${standard} unless it says otherwise.`);
}

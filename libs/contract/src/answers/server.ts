import * as z from 'zod';
import { ERRORS, type ErrorCode } from '../error-codes';
import { idText, metres, moment } from './values';

export const sessionAnswer = z
  .object({
    id: idText,
    name: z.string(),
    token: z.string().describe('Shown in further requests and in `new_client`.'),
    radious: metres.describe('Range in metres.'),
    admin: z.boolean(),
    expires_at: moment,
  })
  .describe('Who is signed in.');
export type SessionAnswer = z.infer<typeof sessionAnswer>;

export const settingsAnswer = z
  .object({
    tile_url: z
      .string()
      .nullable()
      .describe('Template with {z}, {x} and {y}; null when the map is drawn without tiles.'),
    tile_attribution: z.string().nullable(),
    time_zone: z.string().describe('IANA name, such as `Europe/Lisbon`.'),
    stand_in: z.boolean().describe('True while made-up people sign in instead of real ones.'),
  })
  .describe('What the page has to know before anybody signs in.');
export type SettingsAnswer = z.infer<typeof settingsAnswer>;

export const livenessAnswer = z
  .object({ status: z.literal('live') })
  .describe('The process answers. It says nothing about what it needs.');
export type LivenessAnswer = z.infer<typeof livenessAnswer>;

export const dependencyAnswer = z
  .object({
    name: z.string().describe('Such as `database` or `broker`.'),
    status: z.literal(['available', 'away']),
    reason: z.string().optional().describe('In words for operators; absent while it is available.'),
    since: moment,
  })
  .describe('An outside part, and since when it has been so.');
export type DependencyAnswer = z.infer<typeof dependencyAnswer>;

export const readinessAnswer = z
  .object({
    status: z
      .literal(['ready', 'degraded', 'unavailable', 'stopping'])
      .describe('`degraded` is ready too: a part is away without which most of it works.'),
    dependencies: z.array(dependencyAnswer),
  })
  .describe('Whether this process should get requests.');
export type ReadinessAnswer = z.infer<typeof readinessAnswer>;

export const fieldError = z
  .object({ path: z.string().describe('Dotted, as in `users.3`.'), message: z.string() })
  .describe('One value that was refused, and why.');

export type FieldError = z.infer<typeof fieldError>;

export const errorCode = z
  .literal(Object.keys(ERRORS) as ErrorCode[])
  .describe('Stable, for programs. Be ready for others.');

export const problem = z
  .object({
    type: z.string().describe('`urn:perto:problem:` and the code.'),
    title: z.string(),
    status: z.int(),
    code: errorCode,
    detail: z.string().describe('What happened, for people.'),
    errors: z.array(fieldError).optional().describe('The values that were refused, the first 20 at most.'),
  })
  .describe('RFC 9457 problem document.');
/** RFC 9457 problem document, `application/problem+json`. */
export type Problem = z.infer<typeof problem>;

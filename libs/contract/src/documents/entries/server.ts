import * as z from 'zod';
import { entries, nothing, ok } from '../entry';
import { LATER, NOW, TOKEN } from '../samples';

const loginQuery = z.object({
  code: z.string().optional().describe('From the provider, when it sends somebody back.'),
  state: z.string().optional().describe('From the provider; good once, for ten minutes, in this browser.'),
  error: z.string().optional().describe('From the provider, when it refused.'),
  error_description: z.string().optional(),
  login_hint: z
    .string()
    .optional()
    .describe('While the stand-in is active: signs this id in without a form. Otherwise it has no effect.'),
});
const page = (description: string) => ({ description, types: ['text/html'] });
const file = (description: string, type: string) => ({
  description,
  types: [type],
  headers: ['ETag' as const],
});
const unchanged = { 304: nothing('It is still the one that `If-None-Match` names.') };
const conditional = z.object({
  'If-None-Match': z.string().optional().describe('`ETag` of an earlier answer.'),
});

/** Signing in, health, and the documents themselves. */
export const SERVER = entries({
  login: {
    tag: 'Signing in',
    summary: 'To the provider of identities, and back',
    description:
      'For browsers. Without `code` it leads to the provider; with `code` and `state` it sets the cookie `perto` and leads to the page. What cannot be finished is a readable page, in Portuguese or English.',
    query: loginQuery,
    answer: { ...nothing('To the provider, or to the page.'), headers: ['Location', 'Set-Cookie'] },
    others: {
      400: page('The state or the code is not good (any more).'),
      403: page('The provider refused.'),
      409: page('The id belongs to a bot.'),
      502: page('The provider is away, or slower than five seconds.'),
    },
    example: { query: { login_hint: 'ana' } },
  },
  session: {
    tag: 'Signing in',
    summary: 'Who is signed in',
    description: 'With the cookie: the page gets its token here.',
    answer: ok('Session'),
    example: {
      answer: { id: 'ana', name: 'Ana', token: TOKEN, radious: 50, admin: false, expires_at: LATER },
    },
  },
  signOut: {
    tag: 'Signing in',
    summary: 'Sign out',
    description:
      'The token is dead everywhere at once, its sessions are closed, the cookie is cleared. Other sign-ins of the same user live on.',
    answer: { ...nothing('Signed out.'), headers: ['Set-Cookie'] },
    example: {},
  },
  settings: {
    tag: 'Server',
    summary: 'What a client has to know first',
    answer: ok('Settings'),
    example: {
      answer: { tile_url: null, tile_attribution: null, time_zone: 'Europe/Lisbon', stand_in: true },
    },
  },
  live: {
    tag: 'Server',
    summary: 'The process answers',
    answer: ok('Liveness'),
    refusable: false,
    example: { answer: { status: 'live' } },
  },
  ready: {
    tag: 'Server',
    summary: 'Whether the process should get requests',
    answer: ok('Readiness', 'It should: `ready` or `degraded`.'),
    others: {
      503: { ...ok('Readiness', 'It should not: `unavailable` or `stopping`.'), headers: ['Retry-After'] },
    },
    refusable: false,
    example: {
      answer: {
        status: 'ready',
        dependencies: [
          { name: 'database', status: 'available', since: NOW },
          { name: 'broker', status: 'available', since: NOW },
        ],
      },
    },
  },
  openApi: {
    tag: 'Server',
    summary: 'This document',
    description: 'OpenAPI 3.1, made from the schemas that the server reads requests by.',
    header: conditional,
    answer: file('The document.', 'application/json'),
    others: unchanged,
    example: {},
  },
  asyncApi: {
    tag: 'Server',
    summary: 'The document of the Socket.IO events',
    description: 'AsyncAPI 3.0, made from the schemas that the server reads events by.',
    header: conditional,
    answer: file('The document.', 'application/json'),
    others: unchanged,
    example: {},
  },
  documentation: {
    tag: 'Server',
    summary: 'Both documents, as a page to read',
    header: conditional,
    answer: file('The page.', 'text/html'),
    others: unchanged,
    example: {},
  },
});

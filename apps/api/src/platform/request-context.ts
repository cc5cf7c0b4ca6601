import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

const WELL_FORMED = /^[\w.-]{1,64}$/;

/** Tells the ids of this process from those of others and of earlier runs. */
const PROCESS_PREFIX = randomBytes(6).toString('base64url').replaceAll('_', '.');

const context = new AsyncLocalStorage<string>();
let made = 0;

/** The id that a client or proxy gave its request, where it is fit for a log line; else a new one. */
export function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && WELL_FORMED.test(header) ? header : newRequestId();
}

export function newRequestId(): string {
  return `${PROCESS_PREFIX}-${(++made).toString(36)}`;
}

/** Runs `work` as part of the request: everything that it causes, now or later, belongs to it. */
export function withinRequest<Result>(id: string, work: () => Result): Result {
  return context.run(id, work);
}

/** The request or event that caused what runs now; undefined outside of any. */
export const currentRequestId = (): string | undefined => context.getStore();

import { Injectable } from '@nestjs/common';
import { PATHS } from '@perto/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addressKey, RateLimits } from '../rate-limits';

const COUNTED = Symbol('counted against a budget');
type CountedRequest = FastifyRequest & { [COUNTED]?: true };

/** Who a request is of, as far as its header alone says. */
export interface HeaderCaller {
  /** True when the header shows any credentials, good or not. */
  showsCredentials: (request: FastifyRequest) => boolean;
  /** The user that the credentials in the header stand for. */
  userOf: (request: FastifyRequest) => Promise<string | undefined>;
}

/** Which budget a request is counted against: its user's, else that of its address. */
@Injectable()
export class RequestLimits {
  constructor(private readonly limits: RateLimits) {}

  /** @throws TooManyRequests when the user has used up their requests, or their messages */
  async ofUser(request: FastifyRequest, user: string): Promise<void> {
    if (isCounted(request)) return;
    markCounted(request);
    await this.limits.spend('user', user);
    if (sendsMessage(request)) await this.limits.spend('messages', user);
  }

  /** @throws TooManyRequests when too many requests from this address have failed to show who they are of */
  async ofFailed(request: FastifyRequest): Promise<void> {
    if (isCounted(request)) return;
    markCounted(request);
    await this.limits.spend('failed', addressKey(request.ip));
  }

  /** @throws TooManyRequests when too many requests from this address have shown no credentials */
  async ofAnonymous(request: FastifyRequest): Promise<void> {
    if (isCounted(request)) return;
    markCounted(request);
    await this.limits.spend('anonymous', addressKey(request.ip));
  }

  /**
   * Counts what the guard does not see, before a body is read where the header tells enough.
   *
   * Whoever may still prove to be a user is let through to do so: the seed's clients
   * have their token in the body. `isFree` tells what is never counted.
   */
  install(server: FastifyInstance, caller: HeaderCaller, isFree: (request: FastifyRequest) => boolean): void {
    server.addHook('onRequest', async (request) => {
      if (isFree(request)) return markCounted(request);
      if (caller.showsCredentials(request)) return this.takeAtItsWord(request, caller);
      if (!mayProveItself(request)) await this.ofAnonymous(request);
    });
    // What neither the guard nor the above has counted: bodies that cannot be read, open routes.
    server.addHook('onResponse', async (request) => {
      await this.ofAnonymous(request).catch(() => undefined); // it is answered already
    });
  }

  /** Open routes and unreadable bodies count as anonymous at first; when those are used up, credentials are looked at. */
  private async takeAtItsWord(request: FastifyRequest, caller: HeaderCaller): Promise<void> {
    if (mayProveItself(request) || isGuarded(request)) return;
    if (!(await this.limits.isSpent('anonymous', addressKey(request.ip)))) return;
    const user = await caller.userOf(request);
    await (user === undefined ? this.ofFailed(request) : this.ofUser(request, user));
  }
}

const isCounted = (request: CountedRequest): boolean => request[COUNTED] === true;
function markCounted(request: CountedRequest): void {
  request[COUNTED] = true;
}

const OPEN: ReadonlySet<string> = new Set([PATHS.settings]);

/** True of the routes that ask the `SignedIn` guard. */
const isGuarded = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url !== undefined && url.startsWith('/API/') && !OPEN.has(url);

/** A body may hold the token. */
const mayProveItself = (request: FastifyRequest): boolean =>
  isGuarded(request) && request.method !== 'GET' && request.method !== 'HEAD';

const sendsMessage = ({ method, routeOptions: { url } }: FastifyRequest): boolean =>
  url === PATHS.sendMessage || (method === 'POST' && url === PATHS.messages);

import { Injectable } from '@nestjs/common';
import { ENDPOINTS, type Endpoint } from '@perto/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { networkKey, RateLimits, type Budget } from '../rate-limits';

const COUNTED = Symbol('counted against a budget');
type CountedRequest = FastifyRequest & { [COUNTED]?: true };

/** Who a request is of, as far as its header alone says. */
export interface HeaderCaller {
  /** True when the header shows any credentials, good or not. */
  showsCredentials: (request: FastifyRequest) => boolean;
  /** The user or bot that the credentials in the header stand for. */
  holderOf: (request: FastifyRequest) => Promise<string | undefined>;
}

/** Which budget a request is counted against: its user's, else that of its address. */
@Injectable()
export class RequestLimits {
  constructor(private readonly limits: RateLimits) {}

  /**
   * Counts a request of a user or bot; a bot is told what is left to it.
   *
   * @throws TooManyRequests when they have used up their requests, or their messages
   */
  async ofHolder(request: FastifyRequest, reply: FastifyReply, holder: string): Promise<void> {
    if (isCounted(request)) return;
    markCounted(request);
    await this.limits.spend('user', holder);
    const budget = MESSAGE_BUDGETS.get(endpointOf(request));
    if (budget === undefined) return;
    void reply.headers(await this.limits.spend(budget, holder));
  }

  /** @throws TooManyRequests when too many requests from this address have failed to show who they are of */
  async ofFailed(request: FastifyRequest): Promise<void> {
    if (isCounted(request)) return;
    markCounted(request);
    await this.limits.spend('failed', networkKey(request.ip));
  }

  /** @throws TooManyRequests when too many requests from this address have shown no credentials */
  async ofAnonymous(request: FastifyRequest): Promise<void> {
    if (isCounted(request)) return;
    markCounted(request);
    await this.limits.spend('anonymous', networkKey(request.ip));
  }

  /**
   * Counts what the guard does not see, before a body is read where the header tells enough.
   *
   * Whoever may still prove to be a user is let through to do so: the seed's clients
   * have their token in the body. `isFree` tells what is never counted.
   */
  install(server: FastifyInstance, caller: HeaderCaller, isFree: (request: FastifyRequest) => boolean): void {
    server.addHook('onRequest', async (request, reply) => {
      if (isFree(request)) return markCounted(request);
      if (caller.showsCredentials(request)) return this.takeAtItsWord(request, reply, caller);
      if (!mayProveItself(request)) await this.ofAnonymous(request);
    });
    // What neither the guard nor the above has counted: bodies that cannot be read, open routes.
    server.addHook('onResponse', async (request) => {
      await this.ofAnonymous(request).catch(() => undefined); // it is answered already
    });
  }

  /** Open routes and unreadable bodies count as anonymous at first; when those are used up, credentials are looked at. */
  private async takeAtItsWord(
    request: FastifyRequest,
    reply: FastifyReply,
    caller: HeaderCaller,
  ): Promise<void> {
    if (mayProveItself(request) || isGuarded(request)) return;
    if (!(await this.limits.isSpent('anonymous', networkKey(request.ip)))) return;
    const holder = await caller.holderOf(request);
    await (holder === undefined ? this.ofFailed(request) : this.ofHolder(request, reply, holder));
  }
}

const isCounted = (request: CountedRequest): boolean => request[COUNTED] === true;
function markCounted(request: CountedRequest): void {
  request[COUNTED] = true;
}

const SERVED: ReadonlyMap<string, Endpoint> = new Map(
  Object.values<Endpoint>(ENDPOINTS).map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]),
);

/** What sends messages, and which budget that is counted against. */
const MESSAGE_BUDGETS: ReadonlyMap<Endpoint | undefined, Budget> = new Map<Endpoint, Budget>([
  [ENDPOINTS.sendMessage, 'messages'],
  [ENDPOINTS.createMessage, 'messages'],
  [ENDPOINTS.adminMessage, 'messages'],
  [ENDPOINTS.sendBotMessage, 'bot-messages'],
]);

/** The endpoint of the contract that a request asks; undefined for files and what is not there. */
const endpointOf = ({ method, routeOptions: { url } }: FastifyRequest): Endpoint | undefined =>
  SERVED.get(`${method === 'HEAD' ? 'GET' : method} ${url}`);

/** True of the routes that ask the `SignedIn` guard. */
const isGuarded = (request: FastifyRequest): boolean =>
  (endpointOf(request)?.access ?? 'anybody') !== 'anybody';

/** A body may hold the token. */
const mayProveItself = (request: FastifyRequest): boolean =>
  isGuarded(request) && request.method !== 'GET' && request.method !== 'HEAD';

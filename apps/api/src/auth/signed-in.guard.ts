import {
  createParamDecorator,
  Inject,
  Injectable,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Access, Endpoint } from '@perto/contract';
import { CONFIG, type Config } from '../platform/config';
import { parse, PertoError } from '../platform/errors';
import { lacksContentType } from '../platform/http/body-parsing';
import { isOwnOrigin } from '../platform/http/origin';
import { RequestLimits } from '../platform/http/request-limits';
import { addressKey, isSameAddress, type Address } from './address';
import { presentedBy, type Presented } from './credentials';
import { SignInTokens } from './sign-in-tokens';
import type { HolderId, SignIn } from './sign-in';

interface Identity {
  signIn: SignIn;
  token: string;
}

const IDENTITY = Symbol('identity');
type IdentifiedRequest = FastifyRequest & { [IDENTITY]?: Identity };

/** The contract's entry of a route, which says who may ask. */
export const ServedEndpoint = Reflector.createDecorator<Endpoint>();

/** How one item of a list body is read: of several errors in a list, the first in its order is answered. */
export const ItemSchema = Reflector.createDecorator<z.ZodType>();

/**
 * Lets users, bots or admins through, as themselves: which of them, the route's endpoint says.
 *
 * Every credential shown has to be good and all have to be of one holder; an `id`
 * in the body has to be theirs, but where admins speak of others. Items of a list are checked one
 * by one, and the first that fails decides.
 */
@Injectable()
export class SignedIn implements CanActivate {
  constructor(
    private readonly tokens: SignInTokens,
    private readonly reflector: Reflector,
    private readonly limits: RequestLimits,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<IdentifiedRequest>();
    const { access } = this.reflector.get(ServedEndpoint, context.getHandler());
    let first: Identity | undefined;
    for (const [index, presented] of presentedBy(request).entries()) {
      try {
        const identity = await this.identify(presented);
        if (presented.cookieOnly) this.refuseForeign(request);
        this.refuseOthers(access, identity.signIn.holder);
        if (
          access !== 'admin' &&
          presented.claimedId !== undefined &&
          presented.claimedId !== identity.signIn.holder.id
        )
          throw new PertoError('forbidden', 'The id is not that of the token.');
        first ??= identity;
      } catch (error) {
        this.readItemsBefore(index, request.body, context);
        if (isRefusal(error)) await this.countRefusal(request, presented);
        throw error;
      }
    }
    if (first)
      await this.limits.ofHolder(
        request,
        context.switchToHttp().getResponse(),
        addressKey(first.signIn.holder),
      );
    request[IDENTITY] = first;
    return true;
  }

  private refuseOthers(access: Access, { kind, id }: Address): void {
    if (access === 'bot' ? kind !== 'bot' : kind !== 'user')
      throw new PertoError('forbidden', access === 'bot' ? 'This is for bots.' : 'This is not for bots.');
    if (access === 'admin' && !this.config.adminIds.has(id))
      throw new PertoError('forbidden', 'This is for admins.');
  }

  /** Attempts with credentials that are not good are of their address, whomever they claim to be of. */
  private countRefusal(request: FastifyRequest, { tokens }: Presented): Promise<void> {
    return tokens.length === 0 ? this.limits.ofAnonymous(request) : this.limits.ofFailed(request);
  }

  private readItemsBefore(index: number, body: unknown, context: ExecutionContext): void {
    const schema = this.reflector.get(ItemSchema, context.getHandler());
    if (schema && Array.isArray(body)) for (const item of body.slice(0, index)) parse(schema, item);
  }

  /** The person behind what was shown; undefined when nothing was shown or it is not good. */
  async whoIs(request: FastifyRequest): Promise<SignIn | undefined> {
    try {
      const [presented] = presentedBy(request);
      return presented && (await this.identify(presented)).signIn;
    } catch (error) {
      if (error instanceof PertoError && error.status === 401) return undefined;
      throw error;
    }
  }

  private async identify({ tokens }: Presented): Promise<Identity> {
    if (tokens.length === 0) throw new PertoError('unauthenticated');
    let identity: Identity | undefined;
    for (const token of tokens) {
      const signIn = typeof token === 'string' ? await this.tokens.verify(token) : undefined;
      if (!signIn && tokens.length === 1)
        throw new PertoError('unauthenticated', 'The token is unknown, expired or revoked.');
      if (!signIn || (identity && !isSameAddress(identity.signIn.holder, signIn.holder)))
        throw new PertoError('conflicting_credentials');
      identity ??= { signIn, token: token as string };
    }
    return identity as Identity;
  }

  /** A browser sends its cookie along wherever a request comes from; this one has to come from our page. */
  private refuseForeign(request: FastifyRequest): void {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const { origin, 'sec-fetch-site': site } = request.headers;
    const own =
      origin === undefined ? site === 'same-origin' : isOwnOrigin(this.config, origin, request.headers);
    if (!own) throw new PertoError('foreign_origin');
    if (lacksContentType(request))
      throw new PertoError('unsupported_media_type', 'Send the body as application/json.');
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof PertoError && (error.status === 401 || error.status === 403);

/** Who asks, as proven by the `SignedIn` guard. */
export const identityOf = (context: ExecutionContext): Identity => {
  const identity = context.switchToHttp().getRequest<IdentifiedRequest>()[IDENTITY];
  if (!identity) throw new Error('A route that asks for the caller needs the SignedIn guard');
  return identity;
};

/** The id of the user or bot that asks, as proven by the `SignedIn` guard. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): HolderId => {
  return identityOf(context).signIn.holder.id;
});

/** The caller's sign-in and the token that showed it. */
export const CallerIdentity = createParamDecorator((_: unknown, context: ExecutionContext): Identity =>
  identityOf(context),
);
export type { Identity };

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
import { CONFIG, type Config } from '../platform/config';
import { parse, PertoError } from '../platform/errors';
import { lacksContentType } from '../platform/http/body-parsing';
import { isOwnOrigin } from '../platform/http/origin';
import { RequestLimits } from '../platform/http/request-limits';
import { presentedBy, type Presented } from './credentials';
import { SignInTokens } from './sign-in-tokens';
import type { SignIn, UserId } from './sign-in';

interface Identity {
  signIn: SignIn;
  token: string;
}

const IDENTITY = Symbol('identity');
type IdentifiedRequest = FastifyRequest & { [IDENTITY]?: Identity };

/** How one item of a list body is read: of several errors in a list, the first in its order is answered. */
export const ItemSchema = Reflector.createDecorator<z.ZodType>();

/**
 * Lets signed-in people through, as themselves.
 *
 * Every credential shown has to be good and all have to be of one person; an
 * `id` in the body has to be that person's own. Items of a list are checked one
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
    let first: Identity | undefined;
    for (const [index, presented] of presentedBy(request).entries()) {
      try {
        const identity = await this.identify(presented);
        if (presented.cookieOnly) this.refuseForeign(request);
        if (presented.claimedId !== undefined && presented.claimedId !== identity.signIn.user)
          throw new PertoError('forbidden', 'The id is not that of the token.');
        first ??= identity;
      } catch (error) {
        this.readItemsBefore(index, request.body, context);
        if (isRefusal(error)) await this.countRefusal(request, presented);
        throw error;
      }
    }
    if (first) await this.limits.ofUser(request, first.signIn.user);
    request[IDENTITY] = first;
    return true;
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
      if (!signIn || (identity && identity.signIn.user !== signIn.user))
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

const identityOf = (context: ExecutionContext): Identity => {
  const identity = context.switchToHttp().getRequest<IdentifiedRequest>()[IDENTITY];
  if (!identity) throw new Error('A route that asks for the caller needs the SignedIn guard');
  return identity;
};

/** The caller's id, as proven by the `SignedIn` guard. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): UserId => {
  return identityOf(context).signIn.user;
});

/** The caller's sign-in and the token that showed it. */
export const CallerIdentity = createParamDecorator((_: unknown, context: ExecutionContext): Identity =>
  identityOf(context),
);
export type { Identity };

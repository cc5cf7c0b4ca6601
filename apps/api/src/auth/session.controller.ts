import { Controller, Delete, Get, Header, HttpCode, Inject, Res, UseGuards } from '@nestjs/common';
import { LIMITS, PATHS, type SessionAnswer, type SettingsAnswer } from '@perto/contract';
import type { FastifyReply } from 'fastify';
import { CONFIG, type Config } from '../platform/config';
import { SESSION_COOKIE } from './credentials';
import { SignInTokens } from './sign-in-tokens';
import { CallerIdentity, SignedIn, type Identity } from './signed-in.guard';
import { UserStore } from './typeorm-user-store';

/** Who is signed in, signing out, and what the page has to know before that. */
@Controller()
export class SessionController {
  constructor(
    private readonly users: UserStore,
    private readonly tokens: SignInTokens,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(PATHS.session)
  @UseGuards(SignedIn)
  @Header('cache-control', 'no-store')
  async show(@CallerIdentity() { signIn, token }: Identity): Promise<SessionAnswer> {
    const person = await this.users.find(signIn.user);
    return {
      id: signIn.user,
      name: person?.name ?? signIn.user,
      token,
      radious: person?.radius ?? LIMITS.defaultRadiusMetres,
      admin: this.config.adminIds.has(signIn.user),
      expires_at: new Date(signIn.expiresAt).toISOString(),
    };
  }

  @Delete(PATHS.session)
  @HttpCode(204)
  @UseGuards(SignedIn)
  async signOut(
    @CallerIdentity() { signIn }: Identity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.tokens.revoke(signIn);
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @Get(PATHS.settings)
  @Header('cache-control', 'no-store')
  settings(): SettingsAnswer {
    return {
      tile_url: this.config.tileUrl ?? null,
      tile_attribution: this.config.tileAttribution ?? null,
      time_zone: this.config.timeZone,
      stand_in: this.config.fenix === undefined,
    };
  }
}

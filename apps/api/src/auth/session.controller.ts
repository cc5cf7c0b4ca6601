import { Controller, Inject, Res } from '@nestjs/common';
import { ENDPOINTS, LIMITS, type SessionAnswer, type SettingsAnswer } from '@perto/contract';
import type { FastifyReply } from 'fastify';
import { CONFIG, type Config } from '../platform/config';
import { SESSION_COOKIE } from './credentials';
import { SignInTokens } from './sign-in-tokens';
import { CallerIdentity, type Identity } from './signed-in.guard';
import { Serves } from './serves';
import { UserStore } from './typeorm-user-store';

/** Who is signed in, signing out, and what the page has to know before that. */
@Controller()
export class SessionController {
  constructor(
    private readonly users: UserStore,
    private readonly tokens: SignInTokens,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Serves(ENDPOINTS.session)
  async show(@CallerIdentity() { signIn, token }: Identity): Promise<SessionAnswer> {
    const person = await this.users.find(signIn.holder.id);
    return {
      id: signIn.holder.id,
      name: person?.name ?? signIn.holder.id,
      token,
      radious: person?.radius ?? LIMITS.defaultRadiusMetres,
      admin: this.config.adminIds.has(signIn.holder.id),
      expires_at: new Date(signIn.expiresAt).toISOString(),
    };
  }

  @Serves(ENDPOINTS.signOut)
  async signOut(
    @CallerIdentity() { signIn }: Identity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.tokens.revoke(signIn);
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @Serves(ENDPOINTS.settings)
  settings(): SettingsAnswer {
    return {
      tile_url: this.config.tileUrl ?? null,
      tile_attribution: this.config.tileAttribution ?? null,
      time_zone: this.config.timeZone,
      stand_in: this.config.fenix === undefined,
    };
  }
}

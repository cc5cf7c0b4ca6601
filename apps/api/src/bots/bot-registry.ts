import { Inject, Injectable } from '@nestjs/common';
import type {
  BotAuthAnswer,
  BotCheckAnswer,
  BotRegistration,
  BotSecret,
  BotSecretAnswer,
  BuildingRef,
} from '@perto/contract';
import { botAddress } from '../auth/address';
import { IdClaims } from '../auth/id-claims';
import type { BotId } from '../auth/sign-in';
import { SignInTokens } from '../auth/sign-in-tokens';
import { BotStore, type Bot } from '../auth/typeorm-bot-store';
import { BuildingCatalogue } from '../buildings/building-catalogue';
import { Clock } from '../platform/clock';
import { CONFIG, type Config } from '../platform/config';
import type { Transaction } from '../platform/database/database';
import { PertoError } from '../platform/errors';
import { RateLimits } from '../platform/rate-limits';
import { SessionRegistry } from '../presence/session-registry';
import { isSecretOf, newSecret, storedForm } from './bot-secret';

/** What people are called at Fenix: nobody else may look like one. */
const FENIX_ID = /^ist\d+$/i;

/** Who the bots are: registered, authorised by an admin, known again by their secrets. */
@Injectable()
export class BotRegistry {
  constructor(
    private readonly bots: BotStore,
    private readonly buildings: BuildingCatalogue,
    private readonly tokens: SignInTokens,
    private readonly sessions: SessionRegistry,
    private readonly claims: IdClaims,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Notes a bot, which then waits for an admin. Its secret is answered this once.
   *
   * @throws PertoError `invalid_request` when there is no such building
   * @throws PertoError `id_taken` when a bot, a user or an admin has the id, or a person could
   */
  async register({ bot: id, buildingId }: BotRegistration): Promise<BotSecretAnswer> {
    if (!this.buildings.inUse(buildingId)) {
      const message = 'must be the id of a building';
      throw new PertoError('invalid_request', `b_id ${message}.`, [{ path: 'b_id', message }]);
    }
    if (FENIX_ID.test(id) || this.config.adminIds.has(id))
      throw new PertoError('id_taken', `${id} is kept for a person.`);
    const pass = newSecret();
    await this.bots.register({ id, buildingId, secretDigest: storedForm(pass) }, this.clock.now());
    return { pass };
  }

  /**
   * A token for whoever knows the secret of an authorised bot.
   *
   * @throws PertoError `too_many_requests` when the bot got too many lately: all of them have to end at once some day
   */
  async authenticate({ bot: id, secret }: BotSecret): Promise<BotAuthAnswer> {
    return this.claims.run(id, async () => {
      const bot = await this.known(id, secret);
      if (!bot) return { auth: 0 };
      if (!bot.authorized) return { auth: 0, state: 'unauthorized' };
      await this.limits.spend('bot-tokens', id);
      const { token, signIn } = await this.tokens.issue(botAddress(id));
      const expires_at = new Date(signIn.expiresAt).toISOString();
      return { auth: 1, token, expires_at, building: this.buildingOf(bot) };
    });
  }

  /**
   * Puts a new secret in the place of the bot's: its tokens die, and its connection ends.
   *
   * @throws PertoError `unauthenticated` when the secret is wrong
   */
  async rotate({ bot: id, secret }: BotSecret): Promise<BotSecretAnswer> {
    return this.claims.run(id, async () => {
      if (!(await this.known(id, secret)))
        throw new PertoError('unauthenticated', 'The bot is unknown, or its secret is wrong.');
      // Last: should anything fail before it, the secret that the bot has stays good.
      await this.tokens.revokeAll(botAddress(id), 'new-secret');
      const pass = newSecret();
      await this.bots.changeSecret(id, storedForm(pass));
      return { pass };
    });
  }

  /**
   * An admin's word on a bot; one that is disallowed is cut off before this settles.
   *
   * @param alongside written in the same transaction
   * @throws PertoError `not_found` when there is no such bot
   */
  async authorize(
    id: BotId,
    allowed: boolean,
    alongside?: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    await this.claims.run(id, async () => {
      // Nobody gets a token meanwhile. Should the database fail now, it gets another one, and the admin an error.
      if (!allowed) await this.tokens.revokeAll(botAddress(id), 'disallowed');
      await this.bots.decide(id, allowed, this.clock.now(), alongside);
    });
  }

  async check(id: BotId): Promise<BotCheckAnswer> {
    return this.stateOf(id, await this.bots.find(id));
  }

  /** What `check` answers of a bot that was looked up already. */
  stateOf(id: BotId, bot: Bot | undefined): BotCheckAnswer {
    if (!bot) return { available: 0, state: 'unregistered', new: 1 };
    if (!bot.authorized) return { available: 0, state: 'unauthorized', auth: 0 };
    return this.sessions.isOnline(id)
      ? { available: 0, state: 'busy' }
      : { available: 1, state: 'available' };
  }

  /**
   * A bot that may speak now.
   *
   * @throws PertoError `bot_not_authorized`
   */
  async speaking(id: BotId): Promise<Bot> {
    const bot = await this.bots.find(id);
    if (!bot?.authorized) throw new PertoError('bot_not_authorized');
    return bot;
  }

  buildingOf({ buildingId }: Bot): BuildingRef {
    const { id, name } = this.buildings.get(buildingId) ?? { id: buildingId, name: buildingId };
    return { id, name };
  }

  private async known(id: BotId, secret: string): Promise<Bot | undefined> {
    const bot = await this.bots.find(id);
    return isSecretOf(secret, bot?.secretDigest) ? bot : undefined;
  }
}

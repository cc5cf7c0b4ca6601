import { Injectable } from '@nestjs/common';
import type { BotAuthAnswer, BotRegistration, BotSecret, BotSecretAnswer } from '@perto/contract';
import type { FastifyRequest } from 'fastify';
import { PertoError } from '../platform/errors';
import { networkKey, RateLimits } from '../platform/rate-limits';
import { BotRegistry } from './bot-registry';

/**
 * The open side of the bots: anybody can knock, so an address can only so often.
 *
 * Wrong secrets count for one bot from one address: somebody who guesses locks
 * nobody else out, and is not told anything any more, right or wrong.
 */
@Injectable()
export class BotDoor {
  constructor(
    private readonly registry: BotRegistry,
    private readonly limits: RateLimits,
  ) {}

  async register({ ip }: FastifyRequest, registration: BotRegistration): Promise<BotSecretAnswer> {
    await this.limits.spend('registrations', networkKey(ip));
    await this.limits.spend('registrations-a-day', networkKey(ip)); // nobody fills the waiting line alone
    return this.registry.register(registration);
  }

  async authenticate({ ip }: FastifyRequest, secret: BotSecret): Promise<BotAuthAnswer> {
    const attempts = attemptsOf(ip, secret);
    await this.limits.refuseSpent('wrong-secrets', attempts);
    const answer = await this.registry.authenticate(secret);
    if (answer.auth === 0 && answer.state === undefined) await this.limits.spend('wrong-secrets', attempts);
    return answer;
  }

  async rotate({ ip }: FastifyRequest, secret: BotSecret): Promise<BotSecretAnswer> {
    const attempts = attemptsOf(ip, secret);
    await this.limits.refuseSpent('wrong-secrets', attempts);
    try {
      return await this.registry.rotate(secret);
    } catch (error) {
      if (error instanceof PertoError && error.code === 'unauthenticated')
        await this.limits.spend('wrong-secrets', attempts);
      throw error;
    }
  }
}

const attemptsOf = (ip: string, { bot }: BotSecret): string => `${networkKey(ip)} ${bot}`;

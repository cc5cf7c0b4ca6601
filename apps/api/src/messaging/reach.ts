import { Injectable } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import { userAddress } from '../auth/address';
import type { UserId } from '../auth/sign-in';
import { Whereabouts } from '../location/whereabouts';
import { Clock } from '../platform/clock';
import { MessageStore } from './typeorm-message-store';

const ANSWERABLE_MS = LIMITS.answerableDays * 24 * 60 * 60 * 1000;

/** Whom somebody can write to: who is near, was listed a moment ago, or wrote to them lately. */
@Injectable()
export class Reach {
  constructor(
    private readonly whereabouts: Whereabouts,
    private readonly messages: MessageStore,
    private readonly clock: Clock,
  ) {}

  /** Those of `users` whom the sender cannot reach, in their order. */
  async unreachable(sender: UserId, users: UserId[]): Promise<UserId[]> {
    const near = await this.whereabouts.reachable(sender, users);
    const far = users.filter((user) => !near.has(user));
    const correspondents = await this.messages.whoWroteTo(
      userAddress(sender),
      far.map(userAddress),
      this.clock.now() - ANSWERABLE_MS,
    );
    return far.filter((user) => !correspondents.has(user));
  }
}

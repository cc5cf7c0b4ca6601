import { Injectable } from '@nestjs/common';
import type { UserId } from '../auth/sign-in';
import { KeyedMutex } from '../platform/keyed-mutex';

/** Whatever changes one user's sessions, position or range takes its turn, so that no two mix. */
@Injectable()
export class UserTurns extends KeyedMutex<UserId> {}

import { Injectable } from '@nestjs/common';
import { KeyedMutex } from '../platform/keyed-mutex';
import type { HolderId } from './sign-in';

/** Users and bots share one namespace: whoever takes an id, or changes who has it, takes turns. */
@Injectable()
export class IdClaims extends KeyedMutex<HolderId> {}

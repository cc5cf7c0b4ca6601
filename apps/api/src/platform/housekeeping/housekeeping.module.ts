import { Global, Module } from '@nestjs/common';
import { Housekeeping } from './housekeeping';

/** Removes what nobody needs any more. */
@Global()
@Module({ providers: [Housekeeping], exports: [Housekeeping] })
export class HousekeepingModule {}

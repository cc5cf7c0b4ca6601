import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '../config';
import { dataSourceOptions } from './data-source';
import { Database } from './database';
import { InstallationRow } from './installation.row';
import { takeDatabase, type ProcessLock } from './process-lock';

/** Holds the database for this process from before the first migration to after the last query. */
@Injectable()
class DatabaseClaim implements OnApplicationShutdown {
  constructor(private readonly lock: ProcessLock) {}

  onApplicationShutdown(): Promise<void> {
    return this.lock.release();
  }
}

@Module({
  providers: [
    {
      provide: DatabaseClaim,
      inject: [CONFIG],
      useFactory: async (config: Config) => new DatabaseClaim(await takeDatabase(config)),
    },
  ],
  exports: [DatabaseClaim],
})
class DatabaseClaimModule {}

/** The database, taken for this process alone and migrated before anybody sees it. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      imports: [DatabaseClaimModule],
      inject: [CONFIG, DatabaseClaim],
      useFactory: (config: Config, _claim: DatabaseClaim) => ({
        ...dataSourceOptions(config, []),
        autoLoadEntities: true,
        migrationsRun: true,
        retryAttempts: 0,
      }),
    }),
    TypeOrmModule.forFeature([InstallationRow]),
  ],
  providers: [Database],
  exports: [Database],
})
export class DatabaseModule {}

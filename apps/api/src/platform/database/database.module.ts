import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '../config';
import { dataSourceOptions } from './data-source';
import { Database } from './database';
import { FileProcessLock } from './file-process-lock';
import { InstallationRow } from './installation.row';
import { MysqlProcessLock } from './mysql-process-lock';
import { MysqlSockets } from './mysql-sockets';
import { ProcessLock } from './process-lock';

/** Holds the database for this process from before the first migration to after the last query. */
@Module({
  providers: [
    MysqlSockets,
    {
      provide: ProcessLock,
      inject: [CONFIG],
      useFactory: ({ databaseUrl, dataDirectory }: Config): Promise<ProcessLock> | ProcessLock =>
        databaseUrl ? MysqlProcessLock.take(databaseUrl) : FileProcessLock.take(dataDirectory),
    },
  ],
  exports: [MysqlSockets, ProcessLock],
})
class ProcessLockModule {}

/** The database, taken for this process alone and migrated before anybody sees it. */
@Global()
@Module({
  imports: [
    ProcessLockModule,
    TypeOrmModule.forRootAsync({
      imports: [ProcessLockModule],
      inject: [CONFIG, MysqlSockets, ProcessLock],
      useFactory: (config: Config, sockets: MysqlSockets, _lock: ProcessLock) => ({
        ...dataSourceOptions(config, [], sockets),
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

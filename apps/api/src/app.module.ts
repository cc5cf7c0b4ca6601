import { Module, type DynamicModule } from '@nestjs/common';
import { AdminModule } from './admin/admin.module';
import { AuthModule } from './auth/auth.module';
import { STAND_IN_CLIENT, STAND_IN_PATH } from './auth/fenix';
import { BotsModule } from './bots/bots.module';
import { DocumentsModule } from './documents/documents.module';
import { FenixStandInModule } from './fenix-stand-in/fenix-stand-in.module';
import { StandInFenix } from './fenix-stand-in/stand-in-fenix';
import { LocationModule } from './location/location.module';
import { MessagingModule } from './messaging/messaging.module';
import type { Clock } from './platform/clock';
import type { Config } from './platform/config';
import { DatabaseModule } from './platform/database/database.module';
import { HealthModule } from './platform/health/health.module';
import { HousekeepingModule } from './platform/housekeeping/housekeeping.module';
import { PlatformModule } from './platform/platform.module';
import { PresenceModule } from './presence/presence.module';

/** The whole server. */
@Module({})
export class AppModule {
  static register(config: Config, clock?: Clock): DynamicModule {
    const messaging = MessagingModule.register(config);
    const bots = BotsModule.over(messaging);
    return {
      module: AppModule,
      imports: [
        PlatformModule.register(config, clock),
        DatabaseModule,
        HealthModule,
        HousekeepingModule,
        AuthModule,
        PresenceModule,
        LocationModule,
        messaging,
        bots,
        AdminModule.over(messaging, bots),
        DocumentsModule,
        ...(config.fenix ? [] : [standIn()]),
      ],
    };
  }
}

/** Made-up people sign in here while no Fenix credentials are configured. */
function standIn(): DynamicModule {
  return FenixStandInModule.register(
    new StandInFenix({
      basePath: STAND_IN_PATH,
      ...STAND_IN_CLIENT,
      // It only ever serves this process, under whatever address the browser knows it by.
      redirectUris: (uri) => URL.canParse(uri) && new URL(uri).pathname === '/login',
    }),
  );
}

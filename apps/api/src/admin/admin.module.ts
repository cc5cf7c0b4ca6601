import { Module, type DynamicModule } from '@nestjs/common';
import { ActivityModule } from '../activity/activity.module';
import { AuthModule } from '../auth/auth.module';
import { BuildingsModule } from '../buildings/buildings.module';
import { LocationModule } from '../location/location.module';
import { PresenceModule } from '../presence/presence.module';
import { ActivityLists } from './activity-lists';
import { AdminActivityController } from './admin-activity.controller';
import { AdminBotsController } from './admin-bots.controller';
import { AdminBuildingsController } from './admin-buildings.controller';
import { AdminPeopleController } from './admin-people.controller';
import { BotKeeper } from './bot-keeper';
import { BuildingAnnouncer } from './building-announcer';
import { BuildingImporter } from './building-importer';
import { BuildingKeeper } from './building-keeper';
import { ListAnswers } from './list-answers';
import { Overview } from './overview';
import { PeopleLists } from './people-lists';
import { BotDirectory } from './typeorm-bot-directory';
import { UserDirectory } from './typeorm-user-directory';

/** What those who run the place see and do; each of their deeds is written down. */
@Module({
  imports: [ActivityModule, AuthModule, BuildingsModule, LocationModule, PresenceModule],
  controllers: [
    AdminActivityController,
    AdminBotsController,
    AdminBuildingsController,
    AdminPeopleController,
  ],
  providers: [
    ActivityLists,
    BotDirectory,
    BotKeeper,
    BuildingAnnouncer,
    BuildingImporter,
    BuildingKeeper,
    ListAnswers,
    Overview,
    PeopleLists,
    UserDirectory,
  ],
})
export class AdminModule {
  /** `messaging` and `bots` are the ones of the server. */
  static over(messaging: DynamicModule, bots: DynamicModule): DynamicModule {
    return { module: AdminModule, imports: [messaging, bots] };
  }
}

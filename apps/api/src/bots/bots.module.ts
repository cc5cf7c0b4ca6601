import { Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { BuildingsModule } from '../buildings/buildings.module';
import { PresenceModule } from '../presence/presence.module';
import { BotDoor } from './bot-door';
import { BotRegistry } from './bot-registry';
import { BotSpeaker } from './bot-speaker';
import { BotWelcome } from './bot-welcome';
import { BotsController } from './bots.controller';
import { ForgottenBots } from './forgotten-bots';

/** Programs that speak to a building: registered, authorised, heard. */
@Module({})
export class BotsModule {
  /** `messaging` is the one messaging module of the server. */
  static over(messaging: DynamicModule): DynamicModule {
    return {
      module: BotsModule,
      imports: [AuthModule, BuildingsModule, PresenceModule, messaging],
      controllers: [BotsController],
      providers: [BotDoor, BotRegistry, BotSpeaker, BotWelcome, ForgottenBots],
      exports: [BotRegistry],
    };
  }
}

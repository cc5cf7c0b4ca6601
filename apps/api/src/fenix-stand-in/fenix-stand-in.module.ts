import { Module, type DynamicModule } from '@nestjs/common';
import { FenixStandInController } from './fenix-stand-in.controller';
import { StandInFenix } from './stand-in-fenix';

/** Mounts a stand-in for Fenix in this server; imported only while there are no Fenix credentials. */
@Module({})
export class FenixStandInModule {
  /** @param engine made with `basePath: '/fenix-stand-in'` */
  static register(engine: StandInFenix): DynamicModule {
    return {
      module: FenixStandInModule,
      controllers: [FenixStandInController],
      providers: [{ provide: StandInFenix, useValue: engine }],
    };
  }
}

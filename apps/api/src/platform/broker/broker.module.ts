import { Module, type DynamicModule } from '@nestjs/common';
import { Dependencies } from '../dependencies';
import { Broker } from './broker';
import { Installation } from './typeorm-installation';

/** The way to RabbitMQ, which heals by itself. */
@Module({})
export class BrokerModule {
  static connect(url: string): DynamicModule {
    return {
      module: BrokerModule,
      providers: [
        Installation,
        {
          provide: Broker,
          inject: [Dependencies],
          useFactory: (dependencies: Dependencies) => new Broker(url, dependencies),
        },
      ],
      exports: [Broker, Installation],
    };
  }
}

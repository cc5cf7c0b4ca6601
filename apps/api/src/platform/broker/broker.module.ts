import { RabbitMQModule, type RabbitMQConfig } from '@golevelup/nestjs-rabbitmq';
import { Module, type DynamicModule } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import { MESSAGES_EXCHANGE, SESSIONS_CHANNEL } from './broker';

/** The connection to RabbitMQ, which heals by itself. */
@Module({})
export class BrokerModule {
  static connect(uri: string): DynamicModule {
    return {
      module: BrokerModule,
      imports: [RabbitMQModule.forRoot(settings(uri))],
      exports: [RabbitMQModule],
    };
  }
}

const settings = (uri: string): RabbitMQConfig => ({
  uri,
  connectionInitOptions: { wait: true, timeout: 15_000, reject: true },
  connectionManagerOptions: {
    heartbeatIntervalInSeconds: 10,
    reconnectTimeInSeconds: 1,
    // Without it a lone confirmed publication waits 40 ms for a delayed acknowledgement.
    connectionOptions: { noDelay: true },
  },
  exchanges: [{ name: MESSAGES_EXCHANGE, type: 'direct', options: { durable: true } }],
  channels: {
    publishing: { default: true, prefetchCount: 1 },
    [SESSIONS_CHANNEL]: { prefetchCount: LIMITS.queuedMessages },
  },
  enableDirectReplyTo: false,
  registerHandlers: false,
});

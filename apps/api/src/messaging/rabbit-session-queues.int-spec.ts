import { ConsoleLogger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { testServices } from '@perto/testkit';
import { BrokerModule } from '../platform/broker/broker.module';
import { RabbitSessionQueues } from './rabbit-session-queues';
import { sessionQueuesContract } from './session-queues.contract';

const { amqpUrl } = testServices();

(amqpUrl ? describe : describe.skip)('queues in RabbitMQ', () => {
  let app: TestingModule;

  afterAll(() => app.close());

  sessionQueuesContract(async () => {
    app = await Test.createTestingModule({
      imports: [BrokerModule.connect(amqpUrl ?? '')],
      providers: [RabbitSessionQueues],
    })
      .setLogger(new ConsoleLogger({ logLevels: ['error'] }))
      .compile();
    await app.init();
    return app.get(RabbitSessionQueues);
  });
});

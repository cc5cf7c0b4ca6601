import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivityModule } from '../activity/activity.module';
import { AuthModule } from '../auth/auth.module';
import { BuildingsModule } from '../buildings/buildings.module';
import { LocationModule } from '../location/location.module';
import { BrokerModule } from '../platform/broker/broker.module';
import type { Config } from '../platform/config';
import { TimeSlices } from '../platform/time-slices';
import { PresenceModule } from '../presence/presence.module';
import { BuildingBroadcast } from './building-broadcast';
import { DeliveryReports } from './delivery-reports';
import { EarlierMessages } from './earlier-messages';
import { LocalSessionQueues } from './local-session-queues';
import { Mailbox } from './mailbox';
import { MailboxRow } from './mailbox.row';
import { MessageDispatch } from './message-dispatch';
import { MessageHistory } from './message-history';
import { MessageRetention } from './message-retention';
import { MessageRecipientRow } from './message-recipient.row';
import { MessageSender } from './message-sender';
import { MessageSearch } from './message-search';
import { MessageRow } from './message.row';
import { MessagingController } from './messaging.controller';
import { OutboxRelay } from './outbox-relay';
import { OutboxRow } from './outbox.row';
import { OwnSessionsFirst } from './own-sessions-first';
import { Participants } from './participants';
import { RabbitSessionQueues } from './rabbit-session-queues';
import { Reach } from './reach';
import { ReceiptTeller } from './receipt-teller';
import { Receipts } from './receipts';
import { Deliveries } from './session-delivery';
import { SessionInbox } from './session-inbox';
import { SessionQueues } from './session-queues';
import { HistoryStore } from './typeorm-history-store';
import { LineStore } from './typeorm-line-store';
import { MessageStore } from './typeorm-message-store';
import { OldMessages } from './typeorm-old-messages';
import { OutboxStore } from './typeorm-outbox-store';

/** Messages: sending, each session's queue, receiving, history. */
@Module({})
export class MessagingModule {
  /** Queues in RabbitMQ where `AMQP_URL` is set, else in this process. */
  static register({ amqpUrl }: Config): DynamicModule {
    return {
      module: MessagingModule,
      imports: [
        TypeOrmModule.forFeature([MessageRow, MessageRecipientRow, MailboxRow, OutboxRow]),
        ActivityModule,
        AuthModule,
        BuildingsModule,
        LocationModule,
        PresenceModule,
        ...(amqpUrl ? [BrokerModule.connect(amqpUrl)] : []),
      ],
      controllers: [MessagingController],
      providers: [
        BuildingBroadcast,
        Deliveries,
        DeliveryReports,
        EarlierMessages,
        HistoryStore,
        LineStore,
        Mailbox,
        MessageDispatch,
        MessageHistory,
        MessageRetention,
        MessageSearch,
        MessageSender,
        MessageStore,
        OldMessages,
        OutboxRelay,
        OutboxStore,
        Participants,
        Reach,
        ReceiptTeller,
        Receipts,
        SessionInbox,
        TimeSlices,
        LocalSessionQueues,
        ...(amqpUrl
          ? [RabbitSessionQueues, { provide: SessionQueues, useClass: OwnSessionsFirst }]
          : [{ provide: SessionQueues, useExisting: LocalSessionQueues }]),
      ],
      exports: [BuildingBroadcast, DeliveryReports, MessageHistory, MessageSender],
    };
  }
}

import { Body, Controller, Query } from '@nestjs/common';
import {
  ENDPOINTS,
  historyQuery,
  messagesSeenBody,
  newMessageBody,
  receiveMessagesBody,
  sendMessageBody,
  type Draft,
  type HistoryQuery,
  type MessageAnswer,
  type MessagePage,
} from '@perto/contract';
import { userAddress } from '../auth/address';
import type { UserId } from '../auth/sign-in';
import { Serves } from '../auth/serves';
import { Caller } from '../auth/signed-in.guard';
import { parse } from '../platform/errors';
import { parsed } from '../platform/http/parsed';
import { IdempotencyKey } from './idempotency-key';
import { MessageHistory } from './message-history';
import { MessageSender } from './message-sender';
import { Receipts } from './receipts';
import { SessionInbox } from './session-inbox';

/** Messages between people. */
@Controller()
export class MessagingController {
  constructor(
    private readonly sender: MessageSender,
    private readonly inbox: SessionInbox,
    private readonly history: MessageHistory,
    private readonly receipts: Receipts,
  ) {}

  @Serves(ENDPOINTS.sendMessage)
  async send(
    @Caller() user: UserId,
    @Body(parsed(sendMessageBody)) draft: Draft,
    @IdempotencyKey() key: string | undefined,
  ): Promise<void> {
    await this.sender.send(userAddress(user), draft, { field: 'users', key });
  }

  @Serves(ENDPOINTS.createMessage)
  create(
    @Caller() user: UserId,
    @Body() body: unknown,
    @IdempotencyKey() key: string | undefined,
  ): Promise<MessageAnswer> {
    return this.sender.send(userAddress(user), parse(newMessageBody(user), body), {
      field: 'recipients',
      key,
    });
  }

  @Serves(ENDPOINTS.messagesSeen)
  seen(@Caller() user: UserId, @Body(parsed(messagesSeenBody)) { ids }: { ids: string[] }): Promise<void> {
    return this.receipts.seen(user, ids);
  }

  @Serves(ENDPOINTS.receiveMessages)
  receive(
    @Caller() user: UserId,
    @Body(parsed(receiveMessagesBody)) { socketId }: { socketId: string },
  ): string[] {
    return this.inbox.receive(user, socketId);
  }

  @Serves(ENDPOINTS.messages)
  show(@Caller() user: UserId, @Query(parsed(historyQuery)) query: HistoryQuery): Promise<MessagePage> {
    return this.history.page(userAddress(user), query);
  }
}

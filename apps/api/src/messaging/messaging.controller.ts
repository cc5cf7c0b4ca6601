import { Body, Controller, Get, Header, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import {
  PATHS,
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
import type { UserId } from '../auth/sign-in';
import { Caller, SignedIn } from '../auth/signed-in.guard';
import { parse } from '../platform/errors';
import { parsed } from '../platform/http/parsed';
import { IdempotencyKey } from './idempotency-key';
import { MessageHistory } from './message-history';
import { MessageSender } from './message-sender';
import { Receipts } from './receipts';
import { SessionInbox } from './session-inbox';

/** Messages between people. */
@Controller()
@UseGuards(SignedIn)
export class MessagingController {
  constructor(
    private readonly sender: MessageSender,
    private readonly inbox: SessionInbox,
    private readonly history: MessageHistory,
    private readonly receipts: Receipts,
  ) {}

  @Post(PATHS.sendMessage)
  @HttpCode(200)
  async send(
    @Caller() user: UserId,
    @Body(parsed(sendMessageBody)) draft: Draft,
    @IdempotencyKey() key: string | undefined,
  ): Promise<void> {
    await this.sender.send(user, draft, { field: 'users', key });
  }

  @Post(PATHS.messages)
  create(
    @Caller() user: UserId,
    @Body() body: unknown,
    @IdempotencyKey() key: string | undefined,
  ): Promise<MessageAnswer> {
    return this.sender.send(user, parse(newMessageBody(user), body), { field: 'recipients', key });
  }

  @Post(PATHS.messagesSeen)
  @HttpCode(204)
  seen(@Caller() user: UserId, @Body(parsed(messagesSeenBody)) { ids }: { ids: string[] }): Promise<void> {
    return this.receipts.seen(user, ids);
  }

  @Post(PATHS.receiveMessages)
  @HttpCode(200)
  receive(
    @Caller() user: UserId,
    @Body(parsed(receiveMessagesBody)) { socketId }: { socketId: string },
  ): string[] {
    return this.inbox.receive(user, socketId);
  }

  @Get(PATHS.messages)
  @Header('cache-control', 'no-store')
  show(@Caller() user: UserId, @Query(parsed(historyQuery)) query: HistoryQuery): Promise<MessagePage> {
    return this.history.page(user, query);
  }
}

import { Body, Controller, Get, Header, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import {
  PATHS,
  historyQuery,
  receiveMessagesBody,
  sendMessageBody,
  type Draft,
  type HistoryQuery,
  type MessagePage,
} from '@perto/contract';
import type { UserId } from '../auth/sign-in';
import { Caller, SignedIn } from '../auth/signed-in.guard';
import { parsed } from '../platform/http/parsed';
import { MessageHistory } from './message-history';
import { MessageSender } from './message-sender';
import { SessionInbox } from './session-inbox';

/** Messages between people. */
@Controller()
@UseGuards(SignedIn)
export class MessagingController {
  constructor(
    private readonly sender: MessageSender,
    private readonly inbox: SessionInbox,
    private readonly history: MessageHistory,
  ) {}

  @Post(PATHS.sendMessage)
  @HttpCode(200)
  send(@Caller() user: UserId, @Body(parsed(sendMessageBody)) draft: Draft): Promise<void> {
    return this.sender.send(user, draft);
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

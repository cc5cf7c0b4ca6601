import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { EVENTS, type DeliveryReport, type MessageReceipt } from '@perto/contract';
import type { HolderId, UserId } from '../auth/sign-in';
import { briefTraceOf } from '../platform/error-trace';
import type { Connection, Session, SessionId } from '../presence/session';
import { SessionRegistry } from '../presence/session-registry';
import type { MessageId } from './message';
import { LineStore, type Change } from './typeorm-line-store';

/** A sender is told of all that happened in this time at once. */
const WINDOW_MS = 250;
const RETRY_MS = 1000;
/** Messages that one session is told of at once; the oldest beyond are not told, the history has them. */
const MOST_MESSAGES = 500;
const MESSAGES_A_QUERY = 500;

interface News {
  /** Messages of one's own that came further. */
  progress: Set<MessageId>;
  /** Received messages that another tab has seen. */
  seen: Set<MessageId>;
}

/**
 * Tells pushed sessions what became of messages: counts to the sender, what was
 * seen to the reader's other tabs. Who has no such session costs nothing.
 */
@Injectable()
export class ReceiptTeller implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Receipts');
  private readonly news = new Map<Session, News>();
  private readonly draining = new WeakSet<Connection>();
  private timer: NodeJS.Timeout | undefined;
  /** One at a time: counts that were read earlier must not be told later. */
  private telling = false;
  private stopped = false;

  constructor(
    private readonly sessions: SessionRegistry,
    private readonly lines: LineStore,
  ) {}

  /** More people have a message, or have seen it. */
  changed(changes: readonly Change[]): void {
    for (const { message, sender } of changes)
      for (const session of this.pushedTo(sender.id)) add(this.newsOf(session).progress, message);
    if (this.news.size > 0) this.tellWithin(WINDOW_MS);
  }

  /** The reader has seen messages in the session `by`, which need not be told. */
  seen(reader: UserId, messages: readonly MessageId[], by: SessionId | undefined): void {
    for (const session of this.pushedTo(reader))
      if (session.id !== by) for (const message of messages) add(this.newsOf(session).seen, message);
    if (this.news.size > 0) this.tellWithin(WINDOW_MS);
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private *pushedTo(holder: HolderId): Iterable<Session> {
    for (const session of this.sessions.of(holder)) if (session.push && session.connection) yield session;
  }

  private newsOf(session: Session): News {
    const news = this.news.get(session) ?? { progress: new Set(), seen: new Set() };
    this.news.set(session, news);
    return news;
  }

  private tellWithin(milliseconds: number): void {
    if (this.stopped) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      if (this.telling) return this.tellWithin(WINDOW_MS);
      this.telling = true;
      void this.tell().finally(() => (this.telling = false));
    }, milliseconds).unref();
  }

  private async tell(): Promise<void> {
    const ready = [...this.news].flatMap(([session, news]) => {
      const { connection } = session;
      if (connection?.congested) {
        this.tellOnceDrained(connection);
        return []; // it goes on collecting meanwhile
      }
      this.news.delete(session);
      return connection ? { session, connection, news } : [];
    });
    for (const { connection, news } of ready)
      if (news.seen.size > 0) connection.emit(EVENTS.messagesSeen, { ids: [...news.seen] });
    try {
      const receipts = await this.receiptsOf(ready.flatMap(({ news }) => [...news.progress]));
      for (const { session, connection, news } of ready) {
        const own = [...news.progress].flatMap((id) => receipts.get(id) ?? []);
        if (own.length === 0) continue;
        if (session.holder.kind === 'bot') connection.emit(EVENTS.deliveryReport, own.map(reportOf));
        else connection.emit(EVENTS.messageReceipts, own);
      }
    } catch (error) {
      this.logger.warn(`How far messages have come could not be told yet: ${briefTraceOf(error)}`);
      for (const { session, news } of ready)
        for (const message of news.progress) add(this.newsOf(session).progress, message);
      this.tellWithin(RETRY_MS);
    }
  }

  private tellOnceDrained(connection: Connection): void {
    if (this.draining.has(connection)) return;
    this.draining.add(connection);
    connection.whenDrained(() => {
      this.draining.delete(connection);
      this.tellWithin(0);
    });
  }

  private async receiptsOf(messages: MessageId[]): Promise<Map<MessageId, MessageReceipt>> {
    const receipts = new Map<MessageId, MessageReceipt>();
    const wanted = [...new Set(messages)];
    for (let start = 0; start < wanted.length; start += MESSAGES_A_QUERY) {
      const progress = await this.lines.progressOf(wanted.slice(start, start + MESSAGES_A_QUERY));
      for (const [id, { recipients, delivered, seen }] of progress)
        receipts.set(id, { id, recipient_count: recipients, delivered_count: delivered, seen_count: seen });
    }
    return receipts;
  }
}

const reportOf = ({ id, recipient_count, delivered_count, seen_count }: MessageReceipt): DeliveryReport => ({
  id,
  reached: recipient_count,
  delivered: delivered_count,
  seen: seen_count,
});

function add(messages: Set<MessageId>, message: MessageId): void {
  messages.delete(message); // what changed last is the newest
  messages.add(message);
  for (const oldest of messages) {
    if (messages.size <= MOST_MESSAGES) break;
    messages.delete(oldest);
  }
}

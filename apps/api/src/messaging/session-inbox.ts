import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { LIMITS, type NewClientAnswer, type Participant, type PulledMessage } from '@perto/contract';
import type { Address } from '../auth/address';
import type { UserId } from '../auth/sign-in';
import { PertoError } from '../platform/errors';
import { WallTime } from '../platform/wall-time';
import type { Session, SessionId, SessionObserver, Wishes } from '../presence/session';
import { SessionRegistry } from '../presence/session-registry';
import { Mailbox, type Posted } from './mailbox';
import type { Deliverable } from './message';
import { Participants } from './participants';
import { PullDelivery } from './pull-delivery';
import { Receipts } from './receipts';
import { Deliveries, type Cursor, type Delivery, type Running } from './session-delivery';
import { SessionQueues, type QueueListener } from './session-queues';

const TEND_EVERY_MS = 1000;

/** What is kept of one session; while it is only resumable, no more than where it was. */
class Inbox implements QueueListener {
  running: Running<Delivery> | undefined;
  /** True while the session has a queue. */
  listening = false;
  /** Something came while nothing was there to take it. */
  missed = false;
  cursor: Cursor = { sequence: 0, id: null };
  /** The session's holder as they are shown. */
  reader: Participant | undefined;
  /** True once a connection was there: the session had messages, or could have had. */
  begun = false;

  arrived(deliverable: Deliverable, sequence: number): void {
    if (this.running) this.running.feed.arrived(deliverable, sequence);
    else this.missed = true;
  }

  interrupted(): void {
    if (this.running) this.running.feed.interrupted();
    else this.missed = true;
  }

  /** From now on `running` delivers; it begins with what the store has, where there may be something. */
  start(running: Running<Delivery>, behind: boolean): void {
    this.running = running;
    if (behind || this.missed) running.feed.interrupted();
  }

  stop(): void {
    if (!this.running) return;
    const { delivery, feed } = this.running;
    this.cursor = delivery.cursor;
    this.running = undefined;
    feed.stop();
    delivery.stop();
  }
}

/** Brings each session its own messages, pushed or pulled, from where it was. */
@Injectable()
export class SessionInbox implements SessionObserver, OnModuleInit, OnApplicationShutdown {
  private readonly inboxes = new Map<SessionId, Inbox>();
  private tending: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: SessionRegistry,
    private readonly queues: SessionQueues,
    private readonly mailbox: Mailbox,
    private readonly deliveries: Deliveries,
    private readonly participants: Participants,
    private readonly receipts: Receipts,
    private readonly wallTime: WallTime,
  ) {}

  onModuleInit(): void {
    this.sessions.observe(this, ['user', 'bot']);
    this.tending = setInterval(() => {
      for (const { running } of this.inboxes.values()) running?.delivery.tend();
    }, TEND_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.tending);
    for (const inbox of this.inboxes.values()) inbox.stop();
  }

  async opening(session: Session): Promise<void> {
    const inbox = new Inbox();
    const address = session.holder;
    await this.listen(session, inbox);
    try {
      // Only now: what is stored later than this either comes by the queue or is missed knowingly.
      inbox.missed = false;
      const [cursor, shown] = await Promise.all([
        this.mailbox.head(address),
        this.participants.among([address]),
      ]);
      Object.assign(inbox, { cursor, reader: shown(address) });
    } catch (error) {
      await this.queues.close(session);
      throw error;
    }
    this.inboxes.set(session.id, inbox);
  }

  async arrived(session: Session): Promise<void> {
    const inbox = this.inboxes.get(session.id);
    if (inbox && !inbox.listening) await this.listen(session, inbox);
  }

  async attached(session: Session, wishes: Wishes): Promise<Partial<NewClientAnswer> | void> {
    const inbox = this.inboxes.get(session.id);
    if (!inbox) return;
    if (session.push) return this.attachPushed(session, inbox, wishes);
    const delivery = inbox.running?.delivery;
    if (delivery instanceof PullDelivery) delivery.announceHeld();
    else inbox.start(this.deliveries.pull(session, inbox.cursor), true);
  }

  async departed(session: Session): Promise<void> {
    const inbox = this.inboxes.get(session.id);
    if (!inbox) return;
    inbox.stop();
    inbox.listening = false;
    await this.queues.close(session);
  }

  async ended(session: Session): Promise<void> {
    await this.departed(session);
    this.inboxes.delete(session.id);
  }

  /**
   * Everything that waits for a session, oldest first, each as the seed's JSON text.
   *
   * @throws PertoError `session_not_found` when the socket carries no live session of the user
   */
  receive(user: UserId, socketId: string): string[] {
    const session = this.sessions.bySocket(user, socketId);
    if (!session) throw new PertoError('session_not_found');
    const delivery = this.inboxes.get(session.id)?.running?.delivery;
    if (!(delivery instanceof PullDelivery)) return []; // what is pushed is not pulled too
    return delivery.handOut().map((posted) => JSON.stringify(this.pulled(posted)));
  }

  private async listen(session: Session, inbox: Inbox): Promise<void> {
    inbox.listening = true;
    await this.queues.open(session, inbox);
  }

  /**
   * Whatever connection it had before, this one gets what that one did not acknowledge.
   *
   * Coming back needs no database: what the session missed is read as soon as that can be.
   */
  private async attachPushed(
    session: Session,
    inbox: Inbox,
    { after }: Wishes,
  ): Promise<Partial<NewClientAnswer>> {
    inbox.stop();
    const { connection } = session;
    if (!connection || !inbox.reader) return {}; // it broke again already
    const { cursor: known, begun } = inbox;
    const wanted = await this.wantedCursor(session.holder, after, inbox);
    const reload = wanted === undefined || known.sequence - wanted.sequence > LIMITS.gapMessages;
    inbox.cursor = reload ? known : wanted;
    inbox.begun = true;
    inbox.start(
      this.deliveries.push(session, connection, inbox.cursor, inbox.reader),
      begun || inbox.cursor.sequence !== known.sequence,
    );
    return { last_message: inbox.cursor.id, reload };
  }

  /** Where the client wants to go on; undefined when that is not known any more. */
  private async wantedCursor(
    holder: Address,
    after: string | null | undefined,
    { cursor, begun }: Inbox,
  ): Promise<Cursor | undefined> {
    // What this session acknowledged is noted; what the client has from before it may not be.
    if (after === undefined || (begun && after !== null && after === cursor.id)) return cursor;
    try {
      return await this.cursorAt(holder, after);
    } catch (error) {
      // What it acknowledged it has, whatever it says: the worst that comes of it is a repeat.
      if (begun) return cursor;
      throw error;
    }
  }

  private async cursorAt(holder: Address, message: string | null): Promise<Cursor | undefined> {
    if (message === null) return { sequence: 0, id: null };
    const sequence = await this.mailbox.sequenceOf(holder, message);
    if (sequence === undefined) return undefined;
    await this.receipts.deliveredUpTo(holder, sequence);
    return { sequence, id: message };
  }

  private pulled({ deliverable: { message } }: Posted): PulledMessage {
    const { sender, text, sentAt } = message;
    return { timestamp: this.wallTime.of(new Date(sentAt)), id: sender.id, message: text };
  }
}

import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { Counter } from 'prom-client';
import { addressKey } from '../auth/address';
import { Broker } from '../platform/broker/broker';
import { BrokerChannel } from '../platform/broker/broker-channel';
import { within } from '../platform/broker/deadline';
import { Installation } from '../platform/broker/typeorm-installation';
import { Metrics } from '../platform/metrics/metrics';
import { TimeSlices } from '../platform/time-slices';
import { KeyedMutex } from '../platform/keyed-mutex';
import type { Session, SessionId } from '../presence/session';
import { Acknowledgements } from './acknowledgements';
import { DeadLetters } from './dead-letters';
import type { Deliverable, Line } from './message';
import { packed, PublicationReader } from './queued-message';
import { SessionQueues, type QueueListener } from './session-queues';

/** However slow the broker is, a session need not wait longer for it. */
const PATIENCE_MS = 2000;
/** Recipients of one publication: each of their sessions reads all of it. */
const RECIPIENTS_A_PUBLICATION = 50;
/** Deliveries of one queue that are not acknowledged at most; what fails waits among them. */
const PREFETCH = 100;
const MOST_ATTEMPTS = 5;
const RETRY_MS = 100;
/** A queue that nobody consumes for so long goes: its session ended while there was no channel to delete it by. */
const UNUSED_MS = 60_000;

interface Listening {
  readonly session: Session;
  readonly listener: QueueListener;
  /** Where its queue is consumed; of no use once that is closed. */
  channel?: ConfirmChannel | undefined;
}

/**
 * Queues in RabbitMQ: one for each session, exclusive to this process, gone with it.
 *
 * Whenever the channel, the connection or a queue is lost, what is needed is
 * declared again, and the sessions are told that they may have missed something.
 */
@Injectable()
export class RabbitSessionQueues extends SessionQueues implements OnModuleInit {
  private readonly logger = new Logger('SessionQueues');
  private readonly sessions = new Map<SessionId, Listening>();
  private readonly turns = new KeyedMutex<SessionId>();
  private readonly reader = new PublicationReader();
  private readonly acknowledgements = new Acknowledgements();
  private exchange = '';
  private outgoing!: BrokerChannel;
  private incoming!: BrokerChannel;
  private deadLetters!: DeadLetters;
  private readonly arrivals: Counter;
  private readonly setAside: Counter;

  constructor(
    private readonly broker: Broker,
    private readonly installation: Installation,
    /** A message to a whole building arrives for every session at once. */
    private readonly slices: TimeSlices,
    metrics: Metrics,
  ) {
    super();
    this.arrivals = metrics.counter(
      'perto_queue_arrivals_total',
      'Messages that the broker brought to sessions, repeats included',
    );
    this.setAside = metrics.counter(
      'perto_dead_letters_total',
      'Deliveries that were set aside because they could not be handled',
    );
    metrics.gauge(
      'perto_publications_unconfirmed',
      'Publications that the broker has not confirmed yet',
      () => this.outgoing.unconfirmed,
    );
  }

  /** The broker need not be there. */
  async onModuleInit(): Promise<void> {
    const installation = await this.installation.id();
    this.exchange = `perto.messages.${installation}`;
    this.incoming = new BrokerChannel(this.broker.consuming, {
      declare: async (channel) => {
        await this.assertExchange(channel);
        await channel.prefetch(PREFETCH);
      },
      ready: (channel) => this.declareAll(channel),
    });
    this.outgoing = new BrokerChannel(this.broker.publishing, {
      declare: (channel) => this.assertExchange(channel),
      // Had the channel been lost because the exchange was, the bindings went with it.
      ready: () => this.incoming.current && this.declareAll(this.incoming.current),
    });
    // On a channel of its own: where that queue is there in another form, messages go on all the same.
    const letters = new BrokerChannel(this.broker.publishing, {
      declare: (channel) => DeadLetters.declare(channel),
    });
    this.deadLetters = new DeadLetters(letters, installation);
  }

  override get accepting(): boolean {
    return this.broker.accepting && this.outgoing.current !== undefined;
  }

  override async open(session: Session, listener: QueueListener): Promise<void> {
    const listening: Listening = { session, listener };
    this.sessions.set(session.id, listening);
    const channel = this.incoming.current;
    if (!channel) return; // it is declared with the others as soon as there is one
    await this.patiently('A session goes on without its queue for now', this.declare(channel, listening));
  }

  override async close(session: Session): Promise<void> {
    if (!this.sessions.delete(session.id)) return;
    const channel = this.incoming.current;
    if (!channel) return; // it went with the connection, or is not set up again
    // Before whatever opens it again, which has to wait: nobody else may consume from the queue that is declared then.
    const drop = this.turns.run(session.id, async () => {
      await channel.deleteQueue(this.nameOf(session));
    });
    // It is exclusive: at the latest it goes with the connection.
    await this.patiently("A session's queue could not be deleted", drop);
  }

  override async publish(message: Deliverable, lines: readonly Line[]): Promise<void> {
    if (!this.accepting) throw new Error('The broker is away');
    // One after another: each of them the broker brings to so many sessions at once.
    for (let start = 0; start < lines.length; start += RECIPIENTS_A_PUBLICATION)
      await this.publishTo(message, lines.slice(start, start + RECIPIENTS_A_PUBLICATION));
  }

  /** Waits for the broker, unless it is known not to answer; a session is not refused because of its queue. */
  private async patiently(otherwise: string, work: Promise<void>): Promise<void> {
    const patience = this.broker.consuming.fault === undefined ? PATIENCE_MS : 0;
    await within(patience, 'The broker', work).catch((error) => {
      if (patience > 0) this.logger.warn(`${otherwise}: ${String(error)}`);
    });
  }

  private publishTo(message: Deliverable, lines: readonly Line[]): Promise<void> {
    const [first = '', ...others] = lines.map(({ recipient }) => addressKey(recipient));
    // BCC: one publication and one confirmation for all of them.
    const messageId = `${message.message.id} ${first}`;
    return this.outgoing.publish(this.exchange, first, packed(message, lines), { BCC: others, messageId });
  }

  private async assertExchange(channel: ConfirmChannel): Promise<void> {
    await channel.assertExchange(this.exchange, 'direct', { durable: false });
  }

  /** In the background: the more sessions there are the longer it takes, and each is told when it is its turn. */
  private declareAll(channel: ConfirmChannel): void {
    for (const listening of this.sessions.values())
      this.declare(channel, listening).catch((error) =>
        this.logger.debug(`A queue was not declared; it is when the channel is back: ${String(error)}`),
      );
  }

  private declare(channel: ConfirmChannel, listening: Listening): Promise<void> {
    const { session, listener } = listening;
    return this.turns.run(session.id, async () => {
      if (this.sessions.get(session.id) !== listening) return;
      const name = this.nameOf(session);
      await channel.assertQueue(name, {
        exclusive: true,
        durable: false,
        maxLength: LIMITS.queuedMessages,
        expires: UNUSED_MS,
      });
      await channel.bindQueue(name, this.exchange, addressKey(session.holder));
      if (listening.channel !== channel) {
        listening.channel = channel; // the broker may cancel what it granted in the same breath
        await channel.consume(name, (delivery) =>
          delivery
            ? this.slices.add(() => this.handle(channel, listening, delivery))
            : this.redeclare(channel, listening),
        );
      }
      listener.interrupted();
    });
  }

  /** The broker cancelled the consumer: somebody deleted the queue. */
  private redeclare(channel: ConfirmChannel, listening: Listening): void {
    if (this.sessions.get(listening.session.id) !== listening || listening.channel !== channel) return;
    this.logger.warn('The queue of a live session was deleted; it is declared again');
    listening.channel = undefined;
    this.declare(channel, listening).catch((error) =>
      this.logger.debug(`It is declared when the channel is back: ${String(error)}`),
    );
  }

  private handle(channel: ConfirmChannel, listening: Listening, delivery: ConsumeMessage, attempt = 1): void {
    const { session, listener } = listening;
    try {
      if (this.sessions.get(session.id) === listening) {
        const { content, properties } = delivery;
        const { deliverable, sequence } = this.reader.read(content, properties.messageId, session.holder);
        listener.arrived(deliverable, sequence);
        this.arrivals.inc();
      }
    } catch (error) {
      this.acknowledgements.failing(channel, delivery);
      if (attempt < MOST_ATTEMPTS)
        setTimeout(() => this.handle(channel, listening, delivery, attempt + 1), RETRY_MS * attempt).unref();
      else {
        this.setAside.inc();
        listener.interrupted(); // the store has it, if it is a message
        void this.deadLetters
          .add(delivery, this.nameOf(session), attempt, error)
          .then(() => this.acknowledgements.handled(channel, delivery));
      }
      return;
    }
    this.acknowledgements.handled(channel, delivery);
  }

  /**
   * One name for each connection: while the broker has not noticed yet that the
   * one before is dead, its queues are still there, and locked.
   */
  private nameOf(session: Session): string {
    return `perto.session.${session.id}.${this.broker.consuming.generation}`;
  }
}

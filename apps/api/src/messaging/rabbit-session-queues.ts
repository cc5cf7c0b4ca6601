import { AmqpConnection } from '@golevelup/nestjs-rabbitmq';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { LIMITS } from '@perto/contract';
import { z } from 'zod';
import { unavailable } from '../platform/errors';
import { MESSAGES_EXCHANGE, SESSIONS_CHANNEL, type BrokerChannel } from '../platform/broker/broker';
import type { Session, SessionId } from '../presence/session';
import { addressKey, userAddress, type Address, type Message } from './message';
import { SessionQueues, type OnArrival } from './session-queues';

const OPEN_DEADLINE_MS = 5000;
const PUBLISH_DEADLINE_MS = 2000;

/** What lies in a queue; anything else is refused and thrown away. */
const queued = z.object({
  id: z.string(),
  kind: z.literal('text'),
  sender: z.object({ kind: z.enum(['user', 'bot']), id: z.string() }),
  text: z.string(),
  sentAt: z.number(),
});

type Delivered = Parameters<BrokerChannel['ack']>[0];

interface Delivery {
  message: Message;
  acknowledge: () => void;
}

interface RabbitQueue {
  ready: Delivery[];
  declare: (channel: BrokerChannel) => Promise<void>;
}

/**
 * Queues in RabbitMQ: one for each session, exclusive to this process, gone with it.
 *
 * The broker hands messages over as they come; each is acknowledged when its tab
 * takes it, so that what the process holds of a queue is bounded by the prefetch
 * and what the broker holds by the queue's own length.
 */
@Injectable()
export class RabbitSessionQueues extends SessionQueues implements OnModuleInit {
  private readonly logger = new Logger('SessionQueues');
  private readonly queues = new Map<SessionId, RabbitQueue>();
  private blocked = false;

  constructor(private readonly amqp: AmqpConnection) {
    super();
  }

  onModuleInit(): void {
    this.amqp.managedConnection.on('blocked', () => (this.blocked = true));
    this.amqp.managedConnection.on('unblocked', () => (this.blocked = false));
    this.amqp.managedConnection.on('disconnect', () => (this.blocked = false));
  }

  override get accepting(): boolean {
    return this.amqp.connected && !this.blocked;
  }

  override async open(session: Session, onArrival: OnArrival): Promise<void> {
    if (!this.accepting) throw unavailable('The message broker');
    const queue: RabbitQueue = {
      ready: [],
      declare: (channel) => this.declare(channel, session, queue, onArrival),
    };
    this.queues.set(session.id, queue);
    try {
      // A setup runs again by itself after each reconnect, until it is removed.
      await within(OPEN_DEADLINE_MS, this.channel.addSetup(queue.declare));
    } catch (error) {
      await this.close(session);
      throw unavailable('The message broker', error);
    }
  }

  override async close(session: Session): Promise<void> {
    const queue = this.queues.get(session.id);
    if (!queue) return;
    this.queues.delete(session.id);
    const drop = async (channel: BrokerChannel) => void (await channel.deleteQueue(nameOf(session)));
    try {
      await within(OPEN_DEADLINE_MS, this.channel.removeSetup(queue.declare, drop));
    } catch (error) {
      // It is exclusive: at the latest it goes with the connection.
      this.logger.warn(`A session's queue could not be deleted: ${String(error)}`);
    }
  }

  override async publish(message: Message, recipients: readonly Address[]): Promise<void> {
    const [first, ...others] = recipients.map(addressKey);
    if (first === undefined) return;
    // BCC: one publication and one confirmation, whatever the number of recipients; nobody sees the others.
    await within(PUBLISH_DEADLINE_MS, this.amqp.publish(MESSAGES_EXCHANGE, first, message, { BCC: others }));
  }

  override take(session: Session): Message[] {
    const queue = this.queues.get(session.id);
    if (!queue) return [];
    return queue.ready.splice(0).map(({ message, acknowledge }) => {
      acknowledge();
      return message;
    });
  }

  private get channel() {
    const channel = this.amqp.managedChannels[SESSIONS_CHANNEL];
    if (!channel) throw new Error(`The channel ${SESSIONS_CHANNEL} is not configured`);
    return channel;
  }

  private async declare(
    channel: BrokerChannel,
    session: Session,
    queue: RabbitQueue,
    onArrival: OnArrival,
  ): Promise<void> {
    const name = nameOf(session);
    queue.ready = queue.ready.map(({ message }) => ({ message, acknowledge: () => undefined })); // of a connection that is gone
    await channel.assertQueue(name, {
      exclusive: true,
      durable: false,
      maxLength: LIMITS.queuedMessages,
    });
    await channel.bindQueue(name, MESSAGES_EXCHANGE, addressKey(userAddress(session.user)));
    await channel.consume(name, (delivery) => {
      if (delivery === null) return; // the broker cancelled the consumer; the queue is gone
      const message = queued.safeParse(jsonOf(delivery.content));
      if (!message.success) {
        this.logger.error('A message in a queue could not be read; it is thrown away');
        return channel.nack(delivery, false, false);
      }
      queue.ready.push({ message: message.data, acknowledge: () => acknowledge(channel, delivery) });
      onArrival();
    });
  }
}

/** On a channel that is gone there is nothing left to acknowledge: the queue went with it. */
function acknowledge(channel: BrokerChannel, delivery: Delivered): void {
  try {
    channel.ack(delivery);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'IllegalOperationError')) throw error;
  }
}

const nameOf = (session: Session): string => `perto.session.${session.id}`;

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString());
  } catch {
    return undefined;
  }
}

function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer));
}

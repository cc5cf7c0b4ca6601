import { Logger } from '@nestjs/common';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { BrokerChannel } from '../platform/broker/broker-channel';
import { briefTraceOf } from '../platform/error-trace';

/** Durable queue of the broker, shared by all installations on it. */
export const DEAD_LETTERS = 'perto.dead-letters';
const MOST_LETTERS = 10_000;
const RETRY_MS = 2000;
const MOST_RETRIES = 30;

/** Where deliveries go that could not be handled, for operators to look at. */
export class DeadLetters {
  private readonly logger = new Logger('DeadLetters');

  constructor(
    private readonly channel: BrokerChannel,
    private readonly installation: string,
  ) {}

  /** To be called wherever the channel is set up. The oldest letters make room for new ones. */
  static async declare(channel: ConfirmChannel): Promise<void> {
    await channel.assertQueue(DEAD_LETTERS, { durable: true, maxLength: MOST_LETTERS });
  }

  /** Settles when the broker has it, or it cannot be helped; it is logged in any case. */
  async add(delivery: ConsumeMessage, queue: string, attempts: number, fault: unknown): Promise<void> {
    const reason = fault instanceof Error ? fault.message : String(fault);
    this.logger.error(
      `A delivery in ${queue} was set aside after ${attempts} attempts: ${briefTraceOf(fault)}`,
    );
    for (let retry = 0; retry < MOST_RETRIES; retry++) {
      try {
        return await this.channel.publish('', DEAD_LETTERS, delivery.content, {
          persistent: true,
          timestamp: Date.now(),
          headers: {
            reason,
            attempts,
            'source-queue': queue,
            exchange: delivery.fields.exchange,
            'routing-key': delivery.fields.routingKey,
            installation: this.installation,
          },
        });
      } catch (error) {
        this.logger.warn(`It could not be put into ${DEAD_LETTERS} yet: ${briefTraceOf(error)}`);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
    this.logger.error(`A delivery of ${delivery.content.length} bytes in ${queue} was given up`);
  }
}

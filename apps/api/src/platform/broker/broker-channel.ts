import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { ChannelModel, ConfirmChannel, Options } from 'amqplib';
import type { BrokerConnection } from './broker-connection';
import { within } from './deadline';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/** Publications that the broker has not confirmed yet at most. */
const MOST_UNCONFIRMED = 1000;
const PUBLISH_DEADLINE_MS = 2000;

/** What has to happen whenever the channel is there. */
export interface ChannelSetup {
  /** Declares what the channel needs; when it fails the channel is opened again. */
  declare: (channel: ConfirmChannel) => Promise<void>;
  /** The channel is `current` from now on. */
  ready?: (channel: ConfirmChannel) => void;
}

/**
 * A channel that is opened again whenever it is lost, alone or with its connection.
 *
 * The broker closes a channel for every mistake made on it, and everything that
 * was consumed on it stops: so it is set up anew each time.
 */
export class BrokerChannel {
  private readonly logger = new Logger('Broker');
  private open: ConfirmChannel | undefined;
  /** Of the open channel: not all that waits on a lost one is ever answered. */
  private onTheirWay = { count: 0 };

  constructor(
    private readonly connection: BrokerConnection,
    private readonly setup: ChannelSetup,
  ) {
    connection.onOpen((model) => void this.keepOpen(model));
  }

  /** The channel while there is one and it is set up. */
  get current(): ConfirmChannel | undefined {
    return this.open;
  }

  /** Publications that the broker has not confirmed yet. */
  get unconfirmed(): number {
    return this.onTheirWay.count;
  }

  /**
   * Publishes, and waits for the broker to say that it has it.
   *
   * Nothing is kept for later: what cannot go out now fails.
   *
   * @throws Error when it is not known to have got there in time, or too many are on their way
   */
  publish(exchange: string, routingKey: string, content: Buffer, options: Options.Publish): Promise<void> {
    const channel = this.open;
    if (!channel) return Promise.reject(new Error('There is no channel to the broker'));
    const { onTheirWay } = this;
    if (onTheirWay.count >= MOST_UNCONFIRMED)
      return Promise.reject(new Error('Too many publications are unconfirmed'));
    onTheirWay.count++;
    const confirmed = new Promise<void>((resolve, reject) => {
      const settle = (error: unknown) => {
        onTheirWay.count--;
        if (error) reject(error instanceof Error ? error : new Error('The broker refused it'));
        else resolve();
      };
      try {
        channel.publish(exchange, routingKey, content, options, settle);
      } catch (error) {
        settle(error);
      }
    });
    return within(PUBLISH_DEADLINE_MS, 'Publication', confirmed);
  }

  private async keepOpen(model: ChannelModel): Promise<void> {
    let wait = FIRST_PAUSE_MS;
    while (this.connection.isCurrent(model)) {
      const began = Date.now();
      let channel: ConfirmChannel | undefined;
      try {
        channel = await model.createConfirmChannel();
        const closed = new Promise<void>((resolve) => channel?.once('close', resolve));
        channel.on('error', (error: Error) =>
          this.logger.error(`A channel on "${this.connection.name}" was closed: ${error.message}`),
        );
        await this.setup.declare(channel);
        this.open = channel;
        this.onTheirWay = { count: 0 };
        this.setup.ready?.(channel);
        await closed;
      } catch (error) {
        if (this.connection.isCurrent(model))
          this.logger.error(`A channel on "${this.connection.name}" could not be set up: ${String(error)}`);
        void channel?.close().catch(() => undefined); // it is closed already
      }
      if (this.open === channel) this.open = undefined;
      if (Date.now() - began > LONGEST_PAUSE_MS) wait = FIRST_PAUSE_MS;
      await pause(wait, undefined, { ref: false });
      wait = Math.min(2 * wait, LONGEST_PAUSE_MS);
    }
  }
}

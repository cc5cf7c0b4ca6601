import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { ConfirmChannel } from 'amqplib';
import { Dependencies, type DependencyState } from '../dependencies';
import { BrokerConnection } from './broker-connection';

/**
 * RabbitMQ, over two connections that heal by themselves.
 *
 * A broker short of memory or disk stops reading from whoever publishes: with a
 * connection of its own the consuming goes on.
 */
@Injectable()
export class Broker implements OnModuleInit, OnApplicationShutdown {
  readonly publishing: BrokerConnection;
  readonly consuming: BrokerConnection;

  constructor(url: string, dependencies: Dependencies) {
    this.publishing = new BrokerConnection(url, 'publishing', publishNowhere);
    this.consuming = new BrokerConnection(url, 'consuming', (channel) => channel.prefetch(1));
    dependencies.register('broker', () => this.state());
  }

  /** False while it is known that a publication would not get through. */
  get accepting(): boolean {
    return this.publishing.fault === undefined;
  }

  /** Waits for the first attempt to connect only: without the broker everything else works. */
  async onModuleInit(): Promise<void> {
    await Promise.all([this.publishing.start(), this.consuming.start()]);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.publishing.stop(), this.consuming.stop()]);
  }

  private state(): DependencyState {
    const faulty = [this.publishing, this.consuming].find(({ fault }) => fault !== undefined);
    if (faulty) return { available: false, reason: faulty.fault ?? '', since: faulty.since };
    return { available: true, since: Math.max(this.publishing.since, this.consuming.since) };
  }
}

/**
 * The broker confirms what has no queue to go to, and drops it.
 *
 * Asked in this way it also tells of an alarm: it does so only to those who publish.
 */
function publishNowhere(channel: ConfirmChannel): Promise<void> {
  return new Promise((resolve, reject) => {
    channel.publish('', 'perto.probe', Buffer.alloc(0), {}, (error: unknown) =>
      error ? reject(error instanceof Error ? error : new Error('The probe was refused')) : resolve(),
    );
  });
}

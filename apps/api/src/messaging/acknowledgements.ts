import type { ConfirmChannel, ConsumeMessage } from 'amqplib';

/** Far shorter than what may be unacknowledged of a queue lasts. */
const TOGETHER_MS = 20;

/** What one channel has brought and the broker does not know to be handled. */
class Outstanding {
  readonly handled: ConsumeMessage[] = [];
  readonly failing = new Set<ConsumeMessage>();
}

/**
 * Tells the broker which deliveries are handled: those that came together by one
 * word, since a message to a whole building comes to every session at once.
 *
 * One that is being tried again holds up nobody: the others are then named one by one.
 */
export class Acknowledgements {
  private readonly channels = new WeakMap<ConfirmChannel, Outstanding>();

  /** A delivery is not needed any more. */
  handled(channel: ConfirmChannel, delivery: ConsumeMessage): void {
    const { handled, failing } = this.of(channel);
    failing.delete(delivery);
    if (handled.push(delivery) === 1) setTimeout(() => this.tell(channel), TOGETHER_MS);
  }

  /** A delivery could not be handled yet: until it is, the broker keeps it. */
  failing(channel: ConfirmChannel, delivery: ConsumeMessage): void {
    this.of(channel).failing.add(delivery);
  }

  private tell(channel: ConfirmChannel): void {
    const { handled, failing } = this.of(channel);
    const deliveries = handled.splice(0);
    try {
      if (failing.size > 0) for (const delivery of deliveries) channel.ack(delivery);
      else channel.ack(deliveries.reduce(later), true);
    } catch (error) {
      // On a channel that is gone there is nothing left to acknowledge.
      if (!(error instanceof Error && error.name === 'IllegalOperationError')) throw error;
    }
  }

  private of(channel: ConfirmChannel): Outstanding {
    const outstanding = this.channels.get(channel) ?? new Outstanding();
    this.channels.set(channel, outstanding);
    return outstanding;
  }
}

const later = (one: ConsumeMessage, other: ConsumeMessage): ConsumeMessage =>
  one.fields.deliveryTag > other.fields.deliveryTag ? one : other;

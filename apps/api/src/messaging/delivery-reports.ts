import { Injectable } from '@nestjs/common';
import type { DeliveryReport } from '@perto/contract';
import { isSameAddress, type Address } from '../auth/address';
import { PertoError } from '../platform/errors';
import type { MessageId } from './message';
import { LineStore } from './typeorm-line-store';
import { MessageStore } from './typeorm-message-store';

/** Tells senders how far their messages have come. */
@Injectable()
export class DeliveryReports {
  constructor(
    private readonly messages: MessageStore,
    private readonly lines: LineStore,
  ) {}

  /** @throws PertoError `not_found` when the sender sent no such message */
  async of(sender: Address, id: MessageId): Promise<DeliveryReport> {
    const message = (await this.messages.find([id])).get(id);
    if (!message || !isSameAddress(message.sender, sender)) throw new PertoError('not_found');
    const { delivered, seen } = (await this.lines.progressOf([id])).get(id) ?? { delivered: 0, seen: 0 };
    return { id, reached: message.recipientCount, delivered, seen };
  }
}

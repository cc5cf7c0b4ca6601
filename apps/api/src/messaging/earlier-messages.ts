import { Injectable } from '@nestjs/common';
import type { Draft, MessageAnswer } from '@perto/contract';
import type { Address } from '../auth/address';
import { PertoError } from '../platform/errors';
import { MessageHistory } from './message-history';
import { MessageStore } from './typeorm-message-store';

/** Recognises requests that are repeated, by the key that the sender gave them. */
@Injectable()
export class EarlierMessages {
  constructor(
    private readonly messages: MessageStore,
    private readonly history: MessageHistory,
  ) {}

  /**
   * The message that the sender stored under the key, as it is now; undefined when there is none.
   *
   * @throws PertoError `idempotency_key_reused` when it is another one than the draft
   */
  async find(sender: Address, key: string | undefined, draft: Draft): Promise<MessageAnswer | undefined> {
    const message = key === undefined ? undefined : await this.messages.byKey(sender, key);
    if (!message) return undefined;
    const [answer] = await this.history.answers(sender, [message]);
    if (answer && isSame(answer, draft)) return answer;
    throw new PertoError('idempotency_key_reused');
  }
}

function isSame({ message, recipients }: MessageAnswer, draft: Draft): boolean {
  const ids = new Set(recipients.map(({ id }) => id));
  return (
    message === draft.text &&
    ids.size === draft.recipients.length &&
    draft.recipients.every((recipient) => ids.has(recipient))
  );
}

import { setTimeout as pause } from 'node:timers/promises';
import { IDEMPOTENCY_KEY, PATHS, type MessageAnswer } from '@perto/contract';
import { ask, LATER } from './http';
import type { Ledger, Sending } from './ledger';

/** This part of the answers is taken for lost: what was answered is sent again, with the same key. */
const LOST_ANSWERS = 0.1;

/** What one person wrote and the server has not answered: sent in order, each with the same key until it is. */
export class Outgoing {
  private readonly unsent: Sending[] = [];
  private busy = false;
  private retryAfterSeconds = 1;

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly ledger: Ledger,
  ) {}

  get length(): number {
    return this.unsent.length;
  }

  add(sending: Sending): void {
    this.unsent.push(sending);
    void this.send();
  }

  forget(): void {
    this.unsent.length = 0;
  }

  private async send(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let next = this.unsent[0]; next; next = this.unsent[0])
      if (!(await this.post(next))) await pause(this.patienceMs());
      else if (next === this.unsent[0]) this.unsent.shift();
    this.busy = false;
  }

  /** As long as the server asked for, and each client a little longer in its own way: else all come at once. */
  private patienceMs(): number {
    return this.retryAfterSeconds * 1000 * (1 + Math.random() / 2);
  }

  /** Answers whether the message needs no further attempt. */
  private async post({ recipients, text, key }: Sending): Promise<boolean> {
    const body = { recipients, message: text };
    const headers = { [IDEMPOTENCY_KEY]: key };
    const answer = await ask(this.url + PATHS.messages, this.token, body, headers);
    this.retryAfterSeconds = answer.retryAfterSeconds ?? 1;
    if (LATER.includes(answer.outcome)) return false;
    if (answer.outcome === 201) {
      const again = this.ledger.acknowledge(text, (answer.json as MessageAnswer).id);
      return again || Math.random() > LOST_ANSWERS;
    }
    this.ledger.misdeeds.push(`${key} was answered ${answer.outcome}`);
    return true;
  }
}

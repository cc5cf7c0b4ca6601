import { Injectable, computed, effect, inject, signal } from '@angular/core';
import type { MessageAnswer, Participant } from '@perto/contract';
import { Session } from '../session/session';
import { inTab, keep, readKept } from '../storage/kept';
import { Api } from '../wire/api';
import { RequestFailed } from '../wire/request-failed';
import { Inbox } from './inbox';
import { notYetSent } from './matching';
import { keptMessages, restoredMessages } from './outbox-memory';
import type { Outgoing } from './thread';

/** What was written here and is not in the history yet: on its way, sent, or failed. */
@Injectable({ providedIn: 'root' })
export class Outbox {
  private readonly api = inject(Api);
  private readonly inbox = inject(Inbox);
  private readonly session = inject(Session);
  private sends = 0;
  private key = '';

  private readonly all = signal<readonly Outgoing[]>([]);
  readonly pending = computed(() => this.notYetIn(this.inbox.history()));

  constructor() {
    effect(() => {
      const waiting = this.pending();
      if (this.key) keep(inTab, this.key, keptMessages(waiting));
    });
  }

  /** What is on its way or failed, without what this history shows to have arrived. */
  notYetIn(history: readonly MessageAnswer[]): Outgoing[] {
    return notYetSent(this.all(), history, this.session.id());
  }

  /** What was on its way or had failed when the page was reloaded waits for a retry by hand. */
  load(): void {
    this.key = `perto.unsent.${this.session.id()}`;
    this.all.set(restoredMessages(readKept(inTab, this.key)));
  }

  /** Answers what became of it. */
  async send(text: string, recipients: readonly Participant[]): Promise<Outgoing | undefined> {
    const key = `outgoing-${Date.now()}-${++this.sends}`;
    const after = this.inbox.newest();
    this.all.update((all) => [
      ...all.filter((message) => this.pending().includes(message)),
      { key, text, recipients, at: Date.now(), state: 'sending', after },
    ]);
    return this.deliver(key);
  }

  /** Sends a failed message again, unless it turns out to have arrived after all. */
  async retry(key: string): Promise<Outgoing | undefined> {
    const waiting = this.find(key);
    if (!waiting || waiting.state === 'sending') return undefined;
    const gone = new Set(waiting.unreachable);
    const recipients = waiting.recipients.filter(({ id }) => !gone.has(id));
    if (recipients.length === 0) return undefined;
    this.change(key, { state: 'sending', failure: undefined, unreachable: undefined, recipients });
    // The answer may have been lost, not the message: only the history knows, and nobody wants it twice.
    if (waiting.failure instanceof RequestFailed && waiting.failure.status === 0) await this.inbox.refresh();
    return this.find(key) ? this.deliver(key) : { ...waiting, state: 'sent' };
  }

  discard(key: string): void {
    this.all.update((all) => all.filter((message) => message.key !== key));
  }

  /** Unsent messages belong to the person; leaving takes them along. */
  clear(): void {
    this.all.set([]);
    if (this.key) keep(inTab, this.key, undefined);
  }

  stop(): void {
    this.key = ''; // what is kept stays for the next time this person comes
    this.all.set([]);
  }

  private async deliver(key: string): Promise<Outgoing | undefined> {
    const message = this.find(key);
    if (!message) return undefined;
    try {
      const ids = message.recipients.map(({ id }) => id);
      await this.api.send(ids, message.text);
      this.change(key, { state: 'sent' });
      await this.inbox.refresh();
      return { ...message, state: 'sent' };
    } catch (failure) {
      const unreachable = unreachableIn(failure, message.recipients);
      this.change(key, { state: 'failed', failure, unreachable });
      return { ...message, state: 'failed', failure, unreachable };
    }
  }

  private find(key: string): Outgoing | undefined {
    return this.pending().find((message) => message.key === key);
  }

  private change(key: string, changes: Partial<Outgoing>): void {
    this.all.update((all) =>
      all.map((message) => (message.key === key ? { ...message, ...changes } : message)),
    );
  }
}

/** The recipients that a refusal names. The server names them by id in its words. */
export function unreachableIn(failure: unknown, recipients: readonly Participant[]): string[] {
  if (!(failure instanceof RequestFailed) || failure.code !== 'not_reachable') return [];
  const { detail = '', errors = [] } = failure.problem ?? {};
  const named = new Set([detail, ...errors.flatMap(({ path, message }) => [path, message])].flatMap(idsIn));
  const byIndex = new Set(
    errors
      .map(({ path }) => /^users\.(\d+)$/.exec(path)?.[1])
      .filter(Boolean)
      .map(Number),
  );
  return recipients.filter(({ id }, index) => named.has(id) || byIndex.has(index)).map(({ id }) => id);
}

/** Everything in a text that could be an id; a full stop that ends the sentence is not part of one. */
function idsIn(text: string): string[] {
  return (text.match(/[A-Za-z0-9._-]+/g) ?? []).flatMap((word) => [word, word.replace(/\.$/, '')]);
}

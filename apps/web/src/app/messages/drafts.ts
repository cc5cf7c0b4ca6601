import { Injectable, inject, signal } from '@angular/core';
import { Session } from '../session/session';
import { inTab, keep, readKept } from '../storage/kept';

/** Where one writes that is no conversation: below the lists, to whoever is chosen there. */
export const TO_THE_LISTS = '';

/** What is typed and not sent, by conversation: it outlives a reload and an ended session in this tab. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly session = inject(Session);
  private readonly typed = signal<Readonly<Record<string, string>>>({});
  private key = '';

  load(): void {
    this.key = `perto.drafts.${this.session.id()}`;
    this.typed.set(textsIn(readKept(inTab, this.key)));
  }

  of(conversation: string): string {
    return this.typed()[conversation] ?? '';
  }

  change(conversation: string, text: string): void {
    const { [conversation]: _before, ...others } = this.typed();
    this.typed.set(text === '' ? others : { ...others, [conversation]: text });
    keep(inTab, this.key, this.typed());
  }

  /** Drafts belong to the person; leaving takes them along. */
  clear(): void {
    this.typed.set({});
    keep(inTab, this.key, undefined);
  }
}

function textsIn(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'));
}

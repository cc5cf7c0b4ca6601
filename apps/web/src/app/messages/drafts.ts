import { Injectable, inject, signal } from '@angular/core';
import { Session } from '../session/session';

const KEY = 'perto.draft';

/** What is typed and not sent: it outlives a reload and an ended session in this tab. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly session = inject(Session);
  private readonly typed = signal('');
  private key = KEY;
  readonly text = this.typed.asReadonly();

  load(): void {
    this.key = `${KEY}.${this.session.id()}`;
    this.typed.set(read(this.key));
  }

  change(text: string): void {
    this.typed.set(text);
    write(this.key, text);
  }

  /** A draft belongs to the person; leaving takes it along. */
  clear(): void {
    this.change('');
  }
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function write(key: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(key, text);
    else sessionStorage.removeItem(key);
  } catch {
    // Storage is full or switched off: the draft then lasts as long as the page.
  }
}

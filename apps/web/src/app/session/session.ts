import { Injectable, computed, inject, signal } from '@angular/core';
import type { SessionAnswer } from '@perto/contract';
import { Api } from '../wire/api';
import { RequestFailed } from '../wire/request-failed';

export type SessionState = 'loading' | 'unreachable' | 'signed-out' | 'expired' | 'signed-in';

/** Who is signed in in this browser, and whether they still are. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly current = signal<SessionState>('loading');
  private readonly holder = signal<SessionAnswer | null>(null);

  readonly state = this.current.asReadonly();
  readonly person = this.holder.asReadonly();
  readonly id = computed(() => this.holder()?.id ?? '');

  constructor() {
    this.api.whenUnauthenticated(() => this.expire());
  }

  async load(): Promise<void> {
    if (this.current() === 'unreachable') this.current.set('loading');
    try {
      const person = await this.api.session();
      this.api.actAs(person);
      this.holder.set(person);
      this.current.set('signed-in');
    } catch (failure) {
      // Nobody was signed in before: that is a first visit, not an ended session.
      const known = failure instanceof RequestFailed && failure.status === 401;
      if (known && this.current() === 'loading') this.current.set('signed-out');
      if (!known) this.current.set('unreachable');
    }
  }

  /** Asks whether the sign-in still holds; a 401 ends it, anything else changes nothing. */
  async check(): Promise<void> {
    if (this.current() === 'signed-in') await this.api.session().catch(() => undefined);
  }

  /** The server no longer knows the sign-in, whatever told us so. */
  expire(): void {
    if (this.current() === 'signed-in') this.end('expired');
  }

  /** @throws RequestFailed when the server could not be told: then the person is still signed in. */
  async signOut(): Promise<void> {
    await this.api.signOut().catch((failure: unknown) => {
      if (!(failure instanceof RequestFailed) || failure.status !== 401) throw failure;
    });
    this.end('signed-out');
  }

  private end(state: 'signed-out' | 'expired'): void {
    this.api.actAs(undefined);
    this.holder.set(null);
    this.current.set(state);
  }
}

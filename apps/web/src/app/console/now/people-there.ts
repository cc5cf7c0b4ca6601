import { Injectable, computed, inject, signal } from '@angular/core';
import { LIMITS, type AdminUser } from '@perto/contract';
import { OneAtATime } from '../../wire/one-at-a-time';
import { ConsoleApi } from '../console-api';

/** Everybody online, those in no building, or those in the building with this id. */
export type Where = { kind: 'everywhere' | 'outside' } | { kind: 'building'; id: string };

/** Who is online at a place that an admin chose. */
@Injectable()
export class PeopleThere {
  private readonly api = inject(ConsoleApi);
  private readonly asking = new OneAtATime(() => this.ask());
  private where: Where = { kind: 'everywhere' };
  private search = '';
  private readonly listed = signal<readonly AdminUser[] | null>(null);
  private readonly reason = signal<unknown>(null);
  private readonly cut = signal(false);

  /** Null until they are known. */
  readonly people = computed(() => this.listed());
  readonly failure = this.reason.asReadonly();
  /** There are more than one answer holds. */
  readonly incomplete = this.cut.asReadonly();

  /** Looks elsewhere, or for somebody else. */
  look(where: Where, search: string): Promise<void> {
    if (keyOf(where) !== keyOf(this.where)) this.listed.set(null);
    this.where = where;
    this.search = search;
    return this.refresh();
  }

  refresh(): Promise<void> {
    return this.asking.request();
  }

  private async ask(): Promise<void> {
    const { where, search } = this;
    const asked = search || undefined;
    try {
      const answer =
        where.kind === 'building'
          ? await this.api.usersIn(where.id, asked)
          : await this.api.usersOnline(asked);
      if (where !== this.where || search !== this.search) return; // another question waits already
      this.cut.set(answer.length >= LIMITS.maxAdminPageSize);
      this.listed.set(where.kind === 'outside' ? answer.filter(({ building }) => !building) : answer);
      this.reason.set(null);
    } catch (failure) {
      this.reason.set(failure);
    }
  }
}

function keyOf(where: Where): string {
  return where.kind === 'building' ? `in ${where.id}` : where.kind;
}

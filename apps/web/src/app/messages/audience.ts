import { Injectable, computed, inject, signal } from '@angular/core';
import { Nearby } from '../people/nearby';
import type { Person } from '../people/person';
import { Session } from '../session/session';
import { inTab, keep, readKept } from '../storage/kept';

export type AudienceKind = 'everyone' | 'building' | 'chosen';

const BUILDING = 'building' satisfies AudienceKind;

/** Who gets the next message: everybody in range, everybody in the building, or people chosen one by one. */
@Injectable({ providedIn: 'root' })
export class Audience {
  private readonly nearby = inject(Nearby);
  private readonly session = inject(Session);
  private readonly current = signal<AudienceKind>('everyone');
  private readonly picked = signal<ReadonlyMap<string, Person>>(new Map());
  private key = '';

  readonly kind = this.current.asReadonly();
  readonly chosen = this.picked.asReadonly();
  readonly people = computed((): readonly Person[] => this.peopleOf(this.current()));

  /** A draft that was meant for a few must not go to everybody after a reload. */
  load(): void {
    this.key = `perto.audience.${this.session.id()}`;
    const kept = readKept(inTab, this.key);
    const people = peopleIn(kept);
    if (kept === BUILDING) this.current.set(BUILDING);
    if (!people) return;
    this.picked.set(new Map(people.map((person) => [person.id, person])));
    this.current.set('chosen');
  }

  peopleOf(kind: AudienceKind): readonly Person[] {
    switch (kind) {
      case 'everyone':
        return this.nearby.inRange();
      case 'building':
        return this.nearby.inBuilding();
      case 'chosen':
        return [...this.picked().values()];
    }
  }

  use(kind: AudienceKind): void {
    this.current.set(kind);
    this.keep();
  }

  toggle(person: Person): void {
    const next = new Map(this.picked());
    if (!next.delete(person.id)) next.set(person.id, person);
    this.picked.set(next);
    this.keep();
  }

  reset(): void {
    this.picked.set(new Map());
    this.use('everyone');
  }

  /** Forgets what is shown; what is kept stays for the next time this person comes. */
  stop(): void {
    this.current.set('everyone');
    this.picked.set(new Map());
  }

  /** Also that nobody is chosen yet: that is not everybody. */
  private keep(): void {
    const kind = this.current();
    const chosen = this.peopleOf('chosen').map(({ id, name }) => ({ id, name }));
    keep(inTab, this.key, kind === 'chosen' ? chosen : kind === BUILDING ? BUILDING : undefined);
  }
}

function peopleIn(value: unknown): Person[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((item: unknown) => {
    const { id, name } = (item ?? {}) as Partial<Person>;
    return typeof id === 'string' && typeof name === 'string' ? [{ id, name, building: null }] : [];
  });
}

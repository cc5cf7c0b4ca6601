import { Injectable, computed, inject, signal } from '@angular/core';
import { Nearby } from '../people/nearby';
import type { Person } from '../people/person';

export type AudienceKind = 'everyone' | 'building' | 'chosen';

/** Who gets the next message: everybody in range, everybody in the building, or people chosen one by one. */
@Injectable({ providedIn: 'root' })
export class Audience {
  private readonly nearby = inject(Nearby);
  private readonly current = signal<AudienceKind>('everyone');
  private readonly picked = signal<ReadonlyMap<string, Person>>(new Map());

  readonly kind = this.current.asReadonly();
  readonly chosen = this.picked.asReadonly();
  readonly people = computed((): Person[] => {
    switch (this.current()) {
      case 'everyone':
        return this.nearby.inRange();
      case 'building':
        return this.nearby.inBuilding();
      case 'chosen':
        return [...this.picked().values()];
    }
  });

  use(kind: AudienceKind): void {
    this.current.set(kind);
  }

  only(person: Person): void {
    this.picked.set(new Map([[person.id, person]]));
    this.current.set('chosen');
  }

  toggle(person: Person): void {
    const next = new Map(this.picked());
    if (!next.delete(person.id)) next.set(person.id, person);
    this.picked.set(next);
  }

  stop(): void {
    this.current.set('everyone');
    this.picked.set(new Map());
  }
}

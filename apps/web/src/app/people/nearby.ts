import { Injectable, computed, inject, signal } from '@angular/core';
import type { BuildingRef, NearbyPerson } from '@perto/contract';
import { PositionReporter } from '../position/position-reporter';
import { Reach } from '../reach/reach';
import { Api } from '../wire/api';
import { OneAtATime } from '../wire/one-at-a-time';
import { pauseAfter } from '../wire/request-failed';
import { peopleOf, type Person } from './person';

/** Who is in range and who is in the building, as the server last told. */
@Injectable({ providedIn: 'root' })
export class Nearby {
  private readonly api = inject(Api);
  private readonly reach = inject(Reach);
  private readonly reporter = inject(PositionReporter);
  private readonly asking = new OneAtATime(() => this.ask());
  private retry?: ReturnType<typeof setTimeout>;
  private generation = 0;

  private readonly details = signal<ReadonlyMap<string, NearbyPerson>>(new Map());
  private readonly idsInRange = signal<readonly string[]>([]);
  private readonly idsInBuilding = signal<readonly string[]>([]);
  private readonly ownBuilding = signal<BuildingRef | null>(null);
  private readonly asked = signal(false);
  private readonly stale = signal(false);
  private readonly answeredAt = signal(0);

  readonly inRange = computed(() => peopleOf(this.idsInRange(), this.details()));
  readonly inBuilding = computed(() => peopleOf(this.idsInBuilding(), this.details()));
  readonly building = this.ownBuilding.asReadonly();
  /** True once the lists have been told at least once. */
  readonly loaded = this.asked.asReadonly();
  /** True while the lists could not be refreshed. */
  readonly outdated = this.stale.asReadonly();
  /** When the lists were last told, in milliseconds since 1970; 0 before. */
  readonly knownAt = this.answeredAt.asReadonly();
  /** Everybody with a position, for the map: both lists, each person once. */
  readonly onMap = computed((): Person[] => {
    const everybody = new Map([...this.inRange(), ...this.inBuilding()].map((person) => [person.id, person]));
    return [...everybody.values()].filter(({ at }) => at !== undefined);
  });

  /** Asks for both lists again; calls that come meanwhile become one further question. */
  async refresh(): Promise<void> {
    clearTimeout(this.retry);
    await this.asking.request();
  }

  stop(): void {
    this.generation++;
    clearTimeout(this.retry);
    this.details.set(new Map());
    this.idsInRange.set([]);
    this.idsInBuilding.set([]);
    this.ownBuilding.set(null);
    this.asked.set(false);
    this.stale.set(false);
    this.answeredAt.set(0);
  }

  private async ask(): Promise<void> {
    const generation = this.generation;
    const { moment } = this.reach;
    try {
      const nearby = await this.api.nearby();
      // `nearby` says where the server has us: the list in range is asked for that very place.
      const place = nearby.self ?? this.reporter.reported();
      const [inRange, inBuilding] = await Promise.all([
        place ? this.api.idsInRange(place, nearby.radious) : Promise.resolve([]),
        this.api.idsInBuilding(),
      ]);
      if (generation !== this.generation) return;
      this.reach.adopt(nearby.radious, moment);
      this.details.set(new Map(nearby.people.map((person) => [person.id, person])));
      this.idsInRange.set(inRange);
      this.idsInBuilding.set(inBuilding);
      this.ownBuilding.set(nearby.self?.building ?? null);
      this.asked.set(true);
      this.stale.set(false);
      this.answeredAt.set(Date.now());
    } catch (failure) {
      if (generation !== this.generation) return;
      this.stale.set(true);
      this.retry = setTimeout(() => void this.refresh(), pauseAfter(failure));
    }
  }
}

import { Injectable, inject, signal } from '@angular/core';
import type { Coordinates } from '@perto/contract';
import { Api } from '../wire/api';
import { OneAtATime } from '../wire/one-at-a-time';

export interface Building extends Coordinates {
  id: string;
  name: string;
  /** Metres. */
  radius: number;
}

/** The catalogue of buildings, and how many people are in each. */
@Injectable({ providedIn: 'root' })
export class Buildings {
  private readonly api = inject(Api);
  private readonly counting = new OneAtATime(() => this.count());
  private readonly known = signal<readonly Building[]>([]);
  private readonly heads = signal<ReadonlyMap<string, number>>(new Map());

  readonly all = this.known.asReadonly();
  /** How many other people are online in a building, by its id; a building with nobody is not named. */
  readonly people = this.heads.asReadonly();

  /** Keeps what it knows when the server is away: buildings do not move. */
  async load(): Promise<void> {
    const answer = await this.api.buildings().catch(() => undefined);
    if (answer) this.known.set(answer.map(({ radious, ...building }) => ({ ...building, radius: radious })));
  }

  /** Counts again; calls that come meanwhile become one further question. */
  countHeads(): Promise<void> {
    return this.counting.request();
  }

  /** Keeps the last counts when the server is away: the page says since when they are known. */
  private async count(): Promise<void> {
    const answer = await this.api.occupancy().catch(() => undefined);
    if (answer) this.heads.set(new Map(answer.map(({ id, people }) => [id, people])));
  }
}

import { Injectable, inject, signal } from '@angular/core';
import type { Coordinates } from '@perto/contract';
import { Api } from '../wire/api';

export interface Building extends Coordinates {
  id: string;
  name: string;
  /** Metres. */
  radius: number;
}

/** The catalogue of buildings. */
@Injectable({ providedIn: 'root' })
export class Buildings {
  private readonly api = inject(Api);
  private readonly known = signal<readonly Building[]>([]);
  readonly all = this.known.asReadonly();

  /** Keeps what it knows when the server is away: buildings do not move. */
  async load(): Promise<void> {
    const answer = await this.api.buildings().catch(() => undefined);
    if (answer) this.known.set(answer.map(({ radious, ...building }) => ({ ...building, radius: radious })));
  }
}

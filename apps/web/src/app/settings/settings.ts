import { Injectable, inject, signal } from '@angular/core';
import type { SettingsAnswer } from '@perto/contract';
import { Api } from '../wire/api';

/** What the page assumes until the server has said otherwise: the drawn base, nobody else is asked. */
const UNTIL_KNOWN: SettingsAnswer = {
  tile_url: null,
  tile_attribution: null,
  time_zone: 'Europe/Lisbon',
  stand_in: false,
};

/** How this server is set up, as far as the page must know. */
@Injectable({ providedIn: 'root' })
export class Settings {
  private readonly api = inject(Api);
  private readonly known = signal<SettingsAnswer>(UNTIL_KNOWN);
  readonly all = this.known.asReadonly();

  /** Never fails: without an answer the page works with what it assumes. */
  async load(): Promise<void> {
    const answer = await this.api.settings().catch(() => undefined);
    if (answer) this.known.set(answer);
  }
}

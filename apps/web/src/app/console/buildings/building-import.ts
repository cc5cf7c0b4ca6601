import { Injectable, computed, inject, signal } from '@angular/core';
import { LIMITS, type ImportAnswer } from '@perto/contract';
import { ConsoleApi } from '../console-api';
import { BuildingCatalogue } from './building-catalogue';

/** What is wrong with a file before the server has seen it. */
export type FileFault = 'not-json' | 'too-large' | 'unreadable';

/** Buildings from a file: read here, looked at by the server, and taken only when an admin says so. */
@Injectable()
export class BuildingImport {
  private readonly api = inject(ConsoleApi);
  private readonly catalogue = inject(BuildingCatalogue);
  private readonly chosen = signal<{ name: string; data?: unknown } | null>(null);
  private readonly answer = signal<ImportAnswer | null>(null);
  private readonly wrong = signal<FileFault | null>(null);
  private readonly reason = signal<unknown>(null);
  private readonly busy = signal(false);
  private turn = 0;

  readonly fileName = computed(() => this.chosen()?.name ?? null);
  /** What would change; after it was taken, what did. */
  readonly preview = this.answer.asReadonly();
  readonly fileFault = this.wrong.asReadonly();
  readonly failure = this.reason.asReadonly();
  readonly working = this.busy.asReadonly();

  /** Reads a file and asks the server what it would change. Nothing changes yet. */
  async read(file: File): Promise<void> {
    this.clear();
    const turn = this.turn;
    this.chosen.set({ name: file.name });
    if (file.size > LIMITS.maxImportBytes) return this.wrong.set('too-large');
    const text = await file.text().catch(() => undefined);
    if (turn !== this.turn) return;
    if (text === undefined) return this.wrong.set('unreadable');
    const data = parsed(text);
    if (data === undefined) return this.wrong.set('not-json');
    this.chosen.set({ name: file.name, data });
    await this.look();
  }

  /** Asks again what the file would change. */
  look(): Promise<void> {
    return this.send();
  }

  /** Takes the buildings. Without a refused row both ways mean the same. */
  async take(which: 'all' | 'accepted'): Promise<void> {
    await this.send(which);
    if (this.answer()?.applied) await this.catalogue.refresh();
  }

  clear(): void {
    this.turn++;
    this.chosen.set(null);
    this.answer.set(null);
    this.wrong.set(null);
    this.reason.set(null);
    this.busy.set(false);
  }

  private async send(apply?: 'all' | 'accepted'): Promise<void> {
    const chosen = this.chosen();
    if (chosen?.data === undefined || this.busy()) return;
    const turn = this.turn;
    this.busy.set(true);
    this.reason.set(null);
    try {
      const answer = await this.api.importBuildings(chosen.data, apply);
      if (turn === this.turn) this.answer.set(answer);
    } catch (failure) {
      if (turn === this.turn) this.reason.set(failure);
    } finally {
      if (turn === this.turn) this.busy.set(false);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

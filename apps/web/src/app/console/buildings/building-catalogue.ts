import { Injectable, computed, inject, signal } from '@angular/core';
import type { Building } from '../../buildings/buildings';
import { OneAtATime } from '../../wire/one-at-a-time';
import { ConsoleApi, type KnownBuilding } from '../console-api';

/** All buildings, also those that are retired. */
@Injectable()
export class BuildingCatalogue {
  private readonly api = inject(ConsoleApi);
  private readonly asking = new OneAtATime(() => this.ask());
  private readonly known = signal<readonly KnownBuilding[] | null>(null);
  private readonly reason = signal<unknown>(null);

  /** Null until they are known. */
  readonly all = this.known.asReadonly();
  readonly inUse = computed(() => (this.known() ?? []).filter(({ retiredAt }) => retiredAt === null));
  /** Why they could not be had. */
  readonly failure = this.reason.asReadonly();

  refresh(): Promise<void> {
    return this.asking.request();
  }

  /**
   * Creates the building, or changes the one with this id.
   *
   * @throws RequestFailed
   */
  async save(building: Building): Promise<void> {
    await this.api.saveBuilding(building);
    await this.refresh();
  }

  /** @throws RequestFailed */
  async retire(id: string, retired: boolean): Promise<void> {
    await this.api.retireBuilding(id, retired);
    await this.refresh();
  }

  private async ask(): Promise<void> {
    try {
      this.known.set(await this.api.buildings());
      this.reason.set(null);
    } catch (failure) {
      this.reason.set(failure);
    }
  }
}

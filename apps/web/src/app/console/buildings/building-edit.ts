import { Injectable, computed, inject, signal } from '@angular/core';
import type { Coordinates } from '@perto/contract';
import type { Building } from '../../buildings/buildings';
import { degreesIn } from '../../position/degrees';
import { wrapLongitude } from '../../position/metres';
import { ConsoleLanguage } from '../console-language';
import { BuildingCatalogue } from './building-catalogue';
import {
  NEW_BUILDING,
  buildingOf,
  circleOf,
  draftOf,
  faultsOf,
  metresIn,
  overlapsOf,
  type Draft,
  type DraftField,
} from './draft';

interface Edit {
  draft: Draft;
  /** As the draft began. */
  begun: Draft;
  /** The building that is changed; null for a new one. */
  original: Building | null;
}

/** The one building that is being changed or made. Nothing reaches the server until it is saved. */
@Injectable()
export class BuildingEdit {
  private readonly catalogue = inject(BuildingCatalogue);
  private readonly texts = inject(ConsoleLanguage).texts;
  private readonly edit = signal<Edit | null>(null);
  private readonly saveTried = signal(false);
  private readonly busy = signal(false);
  private readonly reason = signal<unknown>(null);

  readonly draft = computed(() => this.edit()?.draft ?? null);
  readonly isNew = computed(() => this.edit()?.original === null);
  /** The id of the building that is changed; null for a new one, and for none. */
  readonly id = computed(() => this.edit()?.original?.id ?? null);
  readonly dirty = computed(() => {
    const edit = this.edit();
    return edit !== null && JSON.stringify(edit.draft) !== JSON.stringify(edit.begun);
  });
  /** Where it is and how large, as far as the fields say so. */
  readonly circle = computed(() => {
    const draft = this.draft();
    return draft && circleOf(draft);
  });
  readonly overlaps = computed(() => {
    const circle = this.circle();
    const others = this.catalogue.inUse().filter(({ id }) => id !== this.id());
    return circle ? overlapsOf(circle, others) : [];
  });
  private readonly allFaults = computed(() => {
    const edit = this.edit();
    if (!edit) return [];
    const taken = edit.original ? [] : (this.catalogue.all() ?? []).map(({ id }) => id);
    return faultsOf(edit.draft, new Set(taken));
  });
  /** What keeps it from being saved, once somebody has tried. */
  readonly faults = computed(() => (this.saveTried() ? this.allFaults() : []));
  readonly saving = this.busy.asReadonly();
  /** Why it was not saved. */
  readonly failure = this.reason.asReadonly();

  change(building: Building): void {
    const draft = draftOf(building, this.texts().locale);
    this.begin({ draft, begun: draft, original: building });
  }

  create(): void {
    this.begin({ draft: NEW_BUILDING, begun: NEW_BUILDING, original: null });
  }

  type(field: DraftField, text: string): void {
    this.set({ [field]: text });
  }

  moveTo({ latitude, longitude }: Coordinates): void {
    const { locale } = this.texts();
    this.set({
      latitude: degreesIn(locale, latitude),
      longitude: degreesIn(locale, wrapLongitude(longitude)),
    });
  }

  /** Metres. */
  resize(radius: number): void {
    this.set({ radius: metresIn(this.texts().locale, radius) });
  }

  close(): void {
    this.begin(null);
  }

  /** Answers the name of what was saved; null where it could not be, and why is known. */
  async save(): Promise<string | null> {
    const edit = this.edit();
    if (!edit || this.busy()) return null;
    this.saveTried.set(true);
    if (this.allFaults().length > 0) return null;
    const building = buildingOf(edit.draft, edit.original, this.texts().locale);
    this.busy.set(true);
    this.reason.set(null);
    try {
      await this.catalogue.save(building);
      if (this.edit()?.original === edit.original) this.close();
      return building.name;
    } catch (failure) {
      this.reason.set(failure);
      return null;
    } finally {
      this.busy.set(false);
    }
  }

  private begin(edit: Edit | null): void {
    this.edit.set(edit);
    this.saveTried.set(false);
    this.reason.set(null);
  }

  private set(change: Partial<Draft>): void {
    this.edit.update((edit) => edit && { ...edit, draft: { ...edit.draft, ...change } });
  }
}

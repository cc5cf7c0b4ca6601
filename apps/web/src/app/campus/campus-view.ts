import { Injectable, Injector, afterNextRender, effect, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { OpenConversation } from '../messages/open-conversation';
import { Sheet } from './sheet';

export type TabId = 'nearby' | 'building' | 'messages';

/** What the campus page shows right now: which list, who is selected, which conversation. */
@Injectable()
export class CampusView {
  private readonly router = inject(Router);
  private readonly conversation = inject(OpenConversation);
  private readonly sheet = inject(Sheet);
  private readonly injector = inject(Injector);
  private opener: Element | null = null;
  private placingOpener: Element | null = null;

  private readonly shownTab = signal<TabId>('nearby');
  private readonly selectedId = signal<string | null>(null);
  private readonly settingPlace = signal(false);
  private readonly amongBuildings = signal(false);
  private readonly spotIds = signal<ReadonlySet<string> | null>(null);
  private readonly buildingId = signal<string | null>(null);

  readonly tab = this.shownTab.asReadonly();
  /** The person who is selected, on the map and in the lists alike. */
  readonly selected = this.selectedId.asReadonly();
  /** One's own position is being set by hand. */
  readonly placing = this.settingPlace.asReadonly();
  /** By choosing a building, not on the map. */
  readonly placingByBuilding = this.amongBuildings.asReadonly();
  /** People who stand so close together that the map cannot show them one by one. */
  readonly spot = this.spotIds.asReadonly();
  /** The building whose people are shown; null for the one that one is in. */
  readonly building = this.buildingId.asReadonly();

  constructor() {
    let talking = false;
    effect(() => {
      const before = talking;
      talking = this.conversation.id() !== null;
      if (before && !talking) this.giveFocusBack();
    });
  }

  /** What was asked for is seen: not below the place editor, nor below the edge of the screen. */
  openTab(tab: TabId): void {
    this.shownTab.set(tab);
    this.settingPlace.set(false);
    this.spotIds.set(null);
    this.buildingId.set(null);
    this.raise();
  }

  select(id: string | null): void {
    this.selectedId.set(id);
    if (id !== null) this.raise();
  }

  showSpot(ids: readonly string[]): void {
    this.openTab('nearby');
    this.spotIds.set(new Set(ids));
  }

  leaveSpot(): void {
    this.spotIds.set(null);
  }

  showBuilding(id: string): void {
    this.openTab('building');
    this.buildingId.set(id);
  }

  place(on: boolean, byBuilding = false): void {
    const before = this.settingPlace();
    if (on && !before) this.placingOpener = document.activeElement;
    this.settingPlace.set(on);
    this.amongBuildings.set(byBuilding);
    if (on && this.sheet.stop() === 'full') this.sheet.set('half');
    if (on || !before) return;
    // The editor may have had the focus, and takes it along.
    const opener = this.placingOpener;
    afterNextRender(() => document.activeElement === document.body && focusAgain(opener), {
      injector: this.injector,
    });
  }

  /** In the address, so that it survives a reload and the way back leads to the lists. */
  async talk(id: string): Promise<void> {
    const open = this.conversation.id();
    if (open === null) this.opener = document.activeElement;
    this.settingPlace.set(false);
    this.conversation.open(id);
    await this.router.navigate([], { queryParams: { with: id }, replaceUrl: open !== null });
  }

  async stopTalking(): Promise<void> {
    this.conversation.open(null);
    await this.router.navigate([], { queryParams: { with: null }, replaceUrl: true });
  }

  /** However it was closed, by its button or by the browser's: once what opened it is shown again. */
  private giveFocusBack(): void {
    const { opener } = this;
    this.opener = null;
    setTimeout(() => focusAgain(opener));
  }

  private raise(): void {
    if (this.sheet.stop() === 'peek') this.sheet.set('half');
  }
}

/** What opened something that is closed now; the tab that is shown, when that is gone. */
function focusAgain(opener: Element | null): void {
  const back = opener instanceof HTMLElement && opener.isConnected ? opener : undefined;
  (back ?? document.querySelector<HTMLElement>('[role=tab][aria-selected=true]'))?.focus();
}

import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  ViewEncapsulation,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import type { Coordinates } from '@perto/contract';
import type { Building } from '../buildings/buildings';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';
import type { MapBuilding } from './building-label';
import { BuildingScene, type Changed } from './building-scene';
import type { Tiles } from './campus-map';
import type { FreeView } from './free-view';
import { addGrid } from './grid-base';
import { MapFilters } from './map-filters';
import { MapSource } from './map-source';
import { addTiles } from './tile-base';

/** What is said at the map; the words are those of the page that shows it. */
export interface BuildingMapWords {
  label: string;
  hint: string;
  describe: (building: MapBuilding) => string;
}

/** What the hint takes of the upper edge, in pixels. */
const HINT = 56;

/** Buildings on a map, of which one can be moved and made larger. Signals in, events out. */
@Component({
  selector: 'perto-building-map',
  imports: [Icon, MapFilters, MapSource],
  templateUrl: './building-map.html',
  styleUrls: [
    './campus-map.css',
    './base-map.css',
    './marks.css',
    './chips.css',
    './ring.css',
    './building-map.css',
  ],
  // Leaflet makes its elements outside Angular's templates, so the styles must reach them by class.
  encapsulation: ViewEncapsulation.None,
  host: { '[style.--lifted.px]': 'coveredBottom()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BuildingMap {
  /** With the one that is changed as it would be. */
  readonly buildings = input.required<readonly MapBuilding[]>();
  readonly changed = input<Changed | null>(null);
  /** Whose circles the changed one may cross. */
  readonly others = input<readonly Building[]>([]);
  /** Which building is changed: another one is brought into view. */
  readonly changedId = input<string | null>(null);
  /** A click on the map means a place. */
  readonly placing = input(false);
  readonly tiles = input<Tiles | null>(null);
  /** How much of the lower edge something covers, in pixels. */
  readonly coveredBottom = input(0);
  readonly words = input.required<BuildingMapWords>();

  readonly placed = output<Coordinates>();
  readonly opened = output<string>();
  readonly moved = output<Coordinates>();
  readonly resized = output<number>();

  private readonly canvas = viewChild.required<ElementRef<HTMLElement>>('canvas');
  private readonly corner = viewChild.required<ElementRef<HTMLElement>>('corner');
  protected readonly texts = inject(Language).texts;
  private readonly scene = signal<BuildingScene | null>(null);
  private readonly tilesGood = signal(true);
  /** Which building was brought into view last, and above what. */
  private lookedAt = '';
  /** Whose tiles are shown; null while none are. */
  protected readonly tilesSource = computed(() => (this.tilesGood() && this.tiles()?.attribution) || null);

  constructor() {
    afterNextRender(() => this.scene.set(this.open()));
    effect((onCleanup) => {
      const map = this.scene()?.map;
      const url = this.tiles()?.url;
      this.tilesGood.set(url !== undefined);
      if (map && url) onCleanup(addTiles(map, url, (good) => this.tilesGood.set(good)));
    });
    effect((onCleanup) => {
      const map = this.scene()?.map;
      if (map && !this.tilesGood()) onCleanup(addGrid(map));
    });
    effect(() => {
      const { describe } = this.words();
      void this.placing(); // the hint takes room from names
      this.scene()?.drawBuildings(this.buildings(), describe);
    });
    effect(() => {
      void this.coveredBottom();
      this.scene()?.drawChanged(this.changed() ?? undefined, this.others());
    });
    effect(() => this.bringIntoView());
    inject(DestroyRef).onDestroy(() => this.scene()?.remove());
  }

  protected zoom(by: number): void {
    this.scene()?.zoom(by);
  }

  private bringIntoView(): void {
    const [scene, id, bottom, buildings] = [
      this.scene(),
      this.changedId(),
      this.coveredBottom(),
      this.buildings(),
    ];
    if (!scene) return;
    const covered = { top: this.placing() ? HINT : 0, right: 0, bottom, left: 0 };
    const circle = untracked(this.changed)?.circle;
    const look = `${id ?? (this.placing() ? 'a place' : '')} above ${bottom}`;
    if (look === this.lookedAt || buildings.length === 0) return;
    if (id !== null && circle) scene.showOne(circle, covered);
    else if (this.placing() || this.lookedAt === '') scene.showAll(buildings, covered);
    this.lookedAt = look;
  }

  private open(): BuildingScene {
    return new BuildingScene(this.canvas().nativeElement, {
      clicked: (at) => {
        if (this.placing()) this.placed.emit(at);
      },
      opened: ({ id }) => this.opened.emit(id),
      moved: (to) => this.moved.emit(to),
      resized: (metres) => this.resized.emit(metres),
      freeView: () => this.freeView(),
    });
  }

  private freeView(): FreeView {
    const map = this.canvas().nativeElement.getBoundingClientRect();
    const { left, top } = this.corner().nativeElement.getBoundingClientRect();
    return {
      left: 0,
      top: this.placing() ? HINT : 0,
      right: map.width,
      bottom: map.height - this.coveredBottom(),
      corners: [{ left: left - map.left, top: top - map.top }],
    };
  }
}

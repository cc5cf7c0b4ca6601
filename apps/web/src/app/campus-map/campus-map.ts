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
import { Icon } from '../icon/icon';
import type { Person } from '../people/person';
import { wrapLongitude } from '../position/metres';
import type { OwnPlace } from '../position/own-position';
import { Language } from '../texts/language';
import type { MapBuilding } from './building-label';
import type { Covered, FreeView } from './free-view';
import { addGrid } from './grid-base';
import { MapScene } from './map-scene';
import { describeBuilding, peopleTexts } from './mark-words';
import { MapFilters } from './map-filters';
import { MapSource } from './map-source';
import { addTiles } from './tile-base';

export interface Tiles {
  url: string;
  attribution: string | null;
}

/** What the hint takes at the lower edge of a phone's map, in pixels. */
const HINT = 86;

/** Leaflet, wrapped once: signals in, events out, everything removed when the page goes. */
@Component({
  selector: 'perto-campus-map',
  imports: [Icon, MapFilters, MapSource],
  templateUrl: './campus-map.html',
  styleUrls: ['./campus-map.css', './base-map.css', './marks.css', './chips.css', './ring.css'],
  // Leaflet makes its elements outside Angular's templates, so the styles must reach them by class.
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CampusMap {
  readonly place = input<OwnPlace | null>(null);
  readonly stale = input(false);
  /** False while the page has lost the server: what is shown is what was. */
  readonly live = input(true);
  readonly radius = input.required<number>();
  /** The range is under a finger: the map must not move under it. */
  readonly adjusting = input(false);
  readonly reachable = input(0);
  readonly buildings = input<readonly MapBuilding[]>([]);
  readonly people = input<readonly Person[]>([]);
  /** Unread messages by the id of who wrote them. */
  readonly unread = input<ReadonlyMap<string, number>>(new Map());
  readonly selected = input<string | null>(null);
  readonly placing = input(false);
  readonly tiles = input<Tiles | null>(null);
  readonly covered = input<Covered>({ top: 0, right: 0, bottom: 0, left: 0 });

  /** Somebody was pointed at, or nobody any more. */
  readonly personSelected = output<string | null>();
  /** Somebody was asked for: Enter, or another click. */
  readonly personOpened = output<string>();
  /** People whom no zoom shows apart. */
  readonly clusterOpened = output<string[]>();
  readonly buildingOpened = output<string>();
  readonly radiusPreviewed = output<number>();
  readonly radiusChosen = output<number>();
  readonly placed = output<Coordinates>();
  readonly placingAsked = output<void>();

  private readonly canvas = viewChild.required<ElementRef<HTMLElement>>('canvas');
  private readonly controls = viewChild.required<ElementRef<HTMLElement>>('controls');
  private readonly source = viewChild.required<MapSource, ElementRef<HTMLElement>>('source', {
    read: ElementRef,
  });
  protected readonly texts = inject(Language).texts;
  private readonly scene = signal<MapScene | null>(null);
  private readonly dragged = signal<Coordinates | null>(null);
  private readonly tilesGood = signal(true);
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
      void [this.covered(), this.placing()];
      this.scene()?.frameChanged();
    });
    effect(() => this.drawMarks());
    effect(() => this.drawSelf());
    effect(() => this.drawRing());
    effect(() => {
      const [scene, view, buildings] = [this.scene(), this.view(), this.buildings()];
      if (!this.adjusting()) untracked(() => scene?.camera.follow(view, buildings));
    });
    inject(DestroyRef).onDestroy(() => this.scene()?.remove());
  }

  protected zoom(by: number): void {
    this.scene()?.zoom(by);
  }

  protected centre(): void {
    this.scene()?.camera.centre(this.view());
  }

  private readonly view = computed(() => ({
    place: this.place(),
    radius: this.radius(),
    covered: this.covered(),
  }));

  private open(): MapScene {
    return new MapScene(this.canvas().nativeElement, {
      clicked: (at) => {
        if (this.placing()) this.choosePlace(at);
        else this.personSelected.emit(null);
      },
      escaped: () => {
        const chosen = this.selected() !== null;
        if (chosen) this.personSelected.emit(null);
        return chosen;
      },
      selected: (id) => this.personSelected.emit(id),
      opened: (id) => this.personOpened.emit(id),
      clusterOpened: (ids) => this.openCluster(ids),
      buildingOpened: (building) => {
        if (this.placing()) this.choosePlace(building);
        else this.buildingOpened.emit(building.id);
      },
      preview: (metres) => this.radiusPreviewed.emit(metres),
      chosen: (metres) => this.radiusChosen.emit(metres),
      selfDragged: (at) => this.dragged.set(at),
      selfDropped: (at) => {
        this.dragged.set(null);
        this.placed.emit(at);
      },
      freeView: () => this.freeView(),
    });
  }

  private choosePlace({ latitude, longitude }: Coordinates): void {
    this.placed.emit({ latitude, longitude: wrapLongitude(longitude) });
  }

  private openCluster(ids: readonly string[]): void {
    const members = new Set(ids);
    const places = this.people().flatMap(({ id, at }) => (at && members.has(id) ? at : []));
    if (!this.scene()?.separate(places, this.covered())) this.clusterOpened.emit([...ids]);
  }

  private drawMarks(): void {
    const texts = this.texts();
    this.scene()?.drawMarks({
      people: {
        people: this.people(),
        me: this.place(),
        selected: this.selected(),
        unread: this.unread(),
      },
      peopleTexts: peopleTexts(texts),
      buildings: this.buildings(),
      describeBuilding: (building) => describeBuilding(building, texts),
    });
  }

  private drawSelf(): void {
    const place = this.place();
    if (this.dragged()) return; // the dot is under the finger
    this.scene()?.self.update(place ?? undefined, {
      source: place?.source ?? 'device',
      stale: this.stale(),
      draggable: this.placing() || place?.source === 'hand',
      label: this.texts().map.me,
      ...(place?.accuracy ? { accuracy: place.accuracy } : {}),
    });
  }

  private drawRing(): void {
    const { map, range, units } = this.texts();
    const radius = this.radius();
    // What the handle must not cover has changed, too.
    void [this.people(), this.buildings(), this.covered(), this.placing()];
    this.scene()?.ring.update(this.dragged() ?? this.place() ?? undefined, radius, {
      label: map.handle,
      metres: units.metres(radius),
      spoken: range.spoken(radius, this.reachable()),
    });
  }

  /** Without the corner that the buttons take: nothing that matters must hide below them. */
  private freeView(): FreeView {
    const { top, right, bottom, left } = this.covered();
    const map = this.canvas().nativeElement.getBoundingClientRect();
    // Everything that stands in the corner, with words so low and wide that they are a corner of their own.
    const corner = ({ nativeElement }: ElementRef<HTMLElement>): FreeView['corners'][number] => {
      const { left: x, top: y } = nativeElement.getBoundingClientRect();
      return { left: x - map.left, top: y - map.top };
    };
    return {
      left,
      top,
      right: map.width - right,
      bottom: map.height - bottom,
      corners: [
        corner(this.controls()),
        corner(this.source()),
        ...(this.placing() && bottom > 0 ? [{ left: 0, top: map.height - bottom - HINT }] : []),
      ],
    };
  }
}

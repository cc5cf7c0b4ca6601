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
import { control, latLng, latLngBounds, map as createMap, type Map as LeafletMap } from 'leaflet';
import { Icon } from '../icon/icon';
import type { Person } from '../people/person';
import { wrapLongitude } from '../position/metres';
import type { OwnPlace } from '../position/own-position';
import { Language } from '../texts/language';
import { addGrid, addTiles } from './base-layer';
import { BuildingLayer, type MapBuilding } from './building-layer';
import type { Covered, FreeView } from './free-view';
import { calm } from './map-icon';
import { PeopleLayer } from './people-layer';
import { RangeRing } from './range-ring';
import { SelfMarker } from './self-marker';

export interface Tiles {
  url: string;
  attribution: string | null;
}

/** Where the map opens when nothing is known yet: the campus that the starting data describes. */
const ALAMEDA: [number, number] = [38.7372, -9.139];
/** What the hint takes at the lower edge of a phone's map, in pixels. */
const HINT = 86;
/** Drawing order, from the land up. */
const PANES: Record<string, number> = {
  'map-grid': 210,
  'map-veil': 300,
  'map-buildings': 410,
  'map-ring': 420,
  'map-chips': 590,
  'map-me': 640,
  'map-handle': 660,
};

interface Layers {
  map: LeafletMap;
  buildings: BuildingLayer;
  ring: RangeRing;
  self: SelfMarker;
  people: PeopleLayer;
}

/** Leaflet, wrapped once: signals in, events out, everything removed when the page goes. */
@Component({
  selector: 'perto-campus-map',
  imports: [Icon],
  templateUrl: './campus-map.html',
  styleUrl: './campus-map.css',
  // Leaflet makes its elements outside Angular's templates, so the styles must reach them by class.
  encapsulation: ViewEncapsulation.None,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CampusMap {
  readonly place = input<OwnPlace | null>(null);
  readonly stale = input(false);
  readonly radius = input.required<number>();
  /** The range is under a finger: the map must not move under it. */
  readonly adjusting = input(false);
  readonly reachable = input(0);
  readonly buildings = input<readonly MapBuilding[]>([]);
  readonly people = input<readonly Person[]>([]);
  readonly selected = input<string | null>(null);
  readonly placing = input(false);
  readonly tiles = input<Tiles | null>(null);
  readonly covered = input<Covered>({ top: 0, right: 0, bottom: 0, left: 0 });

  readonly personSelected = output<string | null>();
  readonly radiusPreviewed = output<number>();
  readonly radiusChosen = output<number>();
  readonly placed = output<Coordinates>();
  readonly placingAsked = output<void>();

  private readonly canvas = viewChild.required<ElementRef<HTMLElement>>('canvas');
  private readonly controls = viewChild.required<ElementRef<HTMLElement>>('controls');
  protected readonly texts = inject(Language).texts;
  private readonly layers = signal<Layers | null>(null);
  private readonly following = signal(true);
  private readonly dragged = signal<Coordinates | null>(null);
  protected readonly attribution = computed(() => this.tiles()?.attribution ?? this.texts().map.drawn);

  constructor() {
    afterNextRender(() => this.layers.set(this.build()));
    effect((onCleanup) => {
      const layers = this.layers();
      const tiles = this.tiles();
      if (layers) onCleanup(tiles ? addTiles(layers.map, tiles.url) : addGrid(layers.map));
    });
    effect(() => this.layers()?.buildings.update(this.buildings(), this.placing(), this.people()));
    effect(() => this.drawPeople());
    effect(() => this.drawSelf());
    effect(() => this.drawRing());
    effect(() => this.follow());
    inject(DestroyRef).onDestroy(() => this.destroy());
  }

  protected zoom(by: number): void {
    this.layers()?.map.setZoom(this.layers()!.map.getZoom() + by, { animate: !calm() });
  }

  /** Brings the whole ring into the uncovered part of the map. */
  protected centre(): void {
    this.following.set(true);
    this.fit(true);
  }

  private build(): Layers {
    const map = createMap(this.canvas().nativeElement, {
      center: ALAMEDA,
      zoom: 17,
      minZoom: 3,
      maxZoom: 20,
      zoomSnap: 0.25,
      zoomControl: false,
      attributionControl: false,
      zoomAnimation: !calm(),
      fadeAnimation: !calm(),
      markerZoomAnimation: !calm(),
    });
    for (const [name, order] of Object.entries(PANES)) {
      const pane = map.createPane(name);
      pane.style.zIndex = String(order);
      // Panes of pure drawing must not take clicks from the map below.
      if (order < 500) pane.style.pointerEvents = 'none';
    }
    control.scale({ imperial: false, position: 'bottomleft', maxWidth: 110 }).addTo(map);
    map.on('dragstart', () => this.following.set(false));
    map.on('click', ({ latlng }) => {
      if (this.placing()) this.placed.emit({ latitude: latlng.lat, longitude: wrapLongitude(latlng.lng) });
      else this.personSelected.emit(null);
    });
    const resized = new ResizeObserver(() => map.invalidateSize({ animate: false }));
    resized.observe(this.canvas().nativeElement);
    map.on('unload', () => resized.disconnect());
    const buildings = new BuildingLayer(
      map,
      (building) => this.placed.emit(building),
      () => this.freeView(),
    );
    return {
      map,
      buildings,
      ring: new RangeRing(map, {
        preview: (metres) => this.radiusPreviewed.emit(metres),
        chosen: (metres) => this.radiusChosen.emit(metres),
      }),
      self: new SelfMarker(
        map,
        (at) => this.dragged.set(at),
        (at) => {
          this.dragged.set(null);
          this.placed.emit(at);
        },
      ),
      people: new PeopleLayer(
        map,
        (id) => this.personSelected.emit(id),
        () => buildings.names(),
      ),
    };
  }

  private drawPeople(): void {
    const { people: words, units } = this.texts();
    const distance = (person: Person): string => units.metres(person.distance ?? 0);
    this.layers()?.people.update(this.people(), this.place(), this.selected(), {
      describe: (person) =>
        words.onMap(person.name, distance(person), person.building?.name ?? words.outdoors),
      selected: (person) => `${person.name.split(/\s+/)[0]} · ${distance(person)}`,
    });
  }

  private drawSelf(): void {
    const place = this.place();
    if (this.dragged()) return; // the dot is under the finger
    this.layers()?.self.update(place ?? undefined, {
      source: place?.source ?? 'device',
      stale: this.stale(),
      draggable: this.placing() || place?.source === 'hand',
      label: this.texts().map.me,
      ...(place?.accuracy ? { accuracy: place.accuracy } : {}),
    });
  }

  private drawRing(): void {
    const layers = this.layers();
    if (!layers) return;
    const { map, range, units } = this.texts();
    const radius = this.radius();
    layers.ring.avoid(
      this.people().flatMap(({ at }) => at ?? []),
      layers.buildings.names(),
      this.covered(),
      this.freeView().corners,
    );
    layers.ring.update(this.dragged() ?? this.place() ?? undefined, radius, {
      label: map.handle,
      metres: units.metres(radius),
      spoken: range.spoken(radius, this.reachable()),
    });
  }

  /** Without the corner that the buttons take: nothing that matters must hide below them. */
  private freeView(): FreeView {
    const { top, right, bottom, left } = this.covered();
    const map = this.canvas().nativeElement.getBoundingClientRect();
    const buttons = this.controls().nativeElement.getBoundingClientRect();
    return {
      left,
      top,
      right: map.width - right,
      bottom: map.height - bottom,
      corners: [
        { left: buttons.left - map.left, top: buttons.top - map.top },
        ...(this.placing() && bottom > 0 ? [{ left: 0, top: map.height - bottom - HINT }] : []),
      ],
    };
  }

  private seen?: { radius: number; covered: Covered; place: OwnPlace };

  /** Keeps the ring in view until the person moves the map: then it is theirs until they ask for the centre. */
  private follow(): void {
    const layers = this.layers();
    const place = this.place();
    const radius = this.radius();
    const covered = this.covered();
    if (!layers || !this.following() || this.adjusting()) return;
    if (!place) return this.showCampus(layers.map, covered);
    const before = this.seen;
    this.seen = { radius, covered, place };
    const point = layers.map.latLngToContainerPoint([place.latitude, place.longitude]);
    const size = layers.map.getSize();
    const inside =
      point.x > covered.left + 40 &&
      point.x < size.x - covered.right - 40 &&
      point.y > covered.top + 40 &&
      point.y < size.y - covered.bottom - 40;
    if (!before || before.covered !== covered || before.radius !== radius || !inside) {
      untracked(() => this.fit(before !== undefined));
    }
  }

  /** Nothing is known of the person yet: then the whole campus is of use. */
  private showCampus(map: LeafletMap, { top, right, bottom, left }: Covered): void {
    const buildings = this.buildings();
    if (buildings.length === 0) return;
    const circles = buildings.map((it) => latLng(it.latitude, it.longitude).toBounds(it.radius * 2));
    const campus = circles.reduce((all, circle) => all.extend(circle), latLngBounds([]));
    map.invalidateSize({ animate: false });
    map.fitBounds(campus, {
      paddingTopLeft: [left + 16, top + 24],
      paddingBottomRight: [right + 16, bottom + 40],
      maxZoom: 18,
      animate: false,
    });
  }

  private fit(animate: boolean): void {
    const layers = this.layers();
    const place = this.place();
    if (!layers || !place) return;
    const { top, right, bottom, left } = this.covered();
    layers.map.invalidateSize({ animate: false });
    layers.map.fitBounds(latLng(place.latitude, place.longitude).toBounds(this.radius() * 2), {
      paddingTopLeft: [left + 28, top + 24],
      paddingBottomRight: [right + 28, bottom + 24],
      maxZoom: 19.5,
      animate: animate && !calm(),
    });
  }

  private destroy(): void {
    const layers = this.layers();
    if (!layers) return;
    layers.people.remove();
    layers.self.remove();
    layers.ring.remove();
    layers.buildings.remove();
    layers.map.remove();
  }
}

import type { Coordinates } from '@perto/contract';
import { latLng, latLngBounds, polygon, type Map as LeafletMap, type Polygon } from 'leaflet';
import type { Building } from '../buildings/buildings';
import { wrapLongitude } from '../position/metres';
import { BuildingLayer } from './building-layer';
import type { MapBuilding } from './building-label';
import { CentreHandle } from './centre-handle';
import { ChipObstacles } from './chip-places';
import type { Covered, FreeView } from './free-view';
import { openMap } from './leaflet-map';
import { lensOf } from './lens';
import { calm } from './map-icon';
import { MarkKeys } from './mark-keys';
import type { HandleTexts } from './range-handle';
import { RangeRing } from './range-ring';

export interface BuildingSceneEvents {
  /** A click on nothing. */
  clicked: (at: Coordinates) => void;
  opened: (building: MapBuilding) => void;
  moved: (to: Coordinates) => void;
  /** Metres. */
  resized: (radius: number) => void;
  freeView: () => FreeView;
}

/** The building that is being changed: its circle, and the words of its handles. */
export interface Changed {
  circle: Coordinates & { radius: number };
  centreLabel: string;
  handle: HandleTexts;
}

/** A building with some of what is around it. Of its own size. */
const SURROUNDINGS = 2;

/** Buildings on a map, one of which can be moved and made larger. */
export class BuildingScene {
  readonly map: LeafletMap;
  private readonly buildings: BuildingLayer;
  private readonly keys: MarkKeys;
  private readonly ring: RangeRing;
  private readonly centre: CentreHandle;
  private overlaps: Polygon[] = [];
  /** What the map shows as long as nobody has moved it. */
  private shown?: () => void;
  private fitting = false;

  constructor(canvas: HTMLElement, events: BuildingSceneEvents) {
    const map = (this.map = openMap(canvas));
    this.keys = new MarkKeys(map, () => false);
    this.buildings = new BuildingLayer(map, this.keys, events.opened, () => events.freeView());
    this.ring = new RangeRing(
      map,
      { preview: events.resized, chosen: events.resized, handleMoved: () => this.makeRoom() },
      () => ({ view: events.freeView(), discs: [] }),
      { veiled: false, step: 1 },
    );
    this.centre = new CentreHandle(map, events.moved);
    map.on('zoomend moveend resize', () => this.makeRoom());
    map.on('dragstart zoomstart keydown', () => {
      if (!this.fitting) this.shown = undefined;
    });
    map.on('resize', () => this.shown?.());
    map.on('moveend', () => (this.fitting = false));
    map.on('click', ({ latlng }) => {
      events.clicked({ latitude: latlng.lat, longitude: wrapLongitude(latlng.lng) });
    });
  }

  drawBuildings(buildings: readonly MapBuilding[], describe: (building: MapBuilding) => string): void {
    this.buildings.update(buildings, describe);
    this.makeRoom();
  }

  /** `others` are those whose circles the changed one may cross. */
  drawChanged(changed: Changed | undefined, others: readonly Building[]): void {
    this.centre.update(changed?.circle, changed?.centreLabel ?? '');
    this.ring.update(
      changed?.circle,
      changed?.circle.radius ?? 0,
      changed?.handle ?? { label: '', metres: '', spoken: '' },
    );
    this.overlaps.forEach((overlap) => overlap.remove());
    const lenses = changed ? others.map((other) => lensOf(changed.circle, other)) : [];
    this.overlaps = lenses.flatMap((lens) =>
      lens.length === 0
        ? []
        : polygon(
            lens.map(({ latitude, longitude }) => [latitude, longitude]),
            { pane: 'map-ring', className: 'map-overlap', weight: 1.5, interactive: false },
          ).addTo(this.map),
    );
    this.makeRoom();
  }

  /** All of these, in the part of the map that nothing covers. */
  showAll(buildings: readonly Building[], covered: Covered): void {
    if (buildings.length > 0) this.show(() => this.fit(buildings, 1, covered, false));
  }

  /** This circle and some of what is around it. */
  showOne(circle: Coordinates & { radius: number }, covered: Covered): void {
    this.show(() => this.fit([circle], SURROUNDINGS, covered, !calm()));
  }

  zoom(by: number): void {
    this.map.setZoom(this.map.getZoom() + by, { animate: !calm() });
  }

  remove(): void {
    this.ring.remove();
    this.centre.remove();
    this.buildings.remove();
    this.map.remove();
  }

  private show(view: () => void): void {
    this.shown = undefined; // measuring the map must not show what was shown before
    view();
    this.shown = view;
  }

  private fit(
    circles: readonly (Coordinates & { radius: number })[],
    wider: number,
    { top, right, bottom, left }: Covered,
    animate: boolean,
  ): void {
    this.map.invalidateSize({ animate: false });
    const boxes = circles.map((it) => latLng(it.latitude, it.longitude).toBounds(it.radius * 2 * wider));
    const bounds = boxes.reduce((all, box) => all.extend(box), latLngBounds([]));
    this.fitting = true;
    this.map.fitBounds(bounds, {
      paddingTopLeft: [left + 24, top + 36],
      paddingBottomRight: [right + 24, bottom + 24],
      maxZoom: 18.5,
      animate,
    });
    this.ring.fitted();
  }

  /** Chips make room for what is pulled and dragged. */
  private makeRoom(): void {
    // A ring that is drawn for the first time tells of its handle before it is here.
    const firm = [this.centre?.box(), this.ring?.handleBox()].filter((box) => box !== undefined);
    this.buildings.arrange(new ChipObstacles([], [], firm));
    this.keys.settle(undefined);
  }
}

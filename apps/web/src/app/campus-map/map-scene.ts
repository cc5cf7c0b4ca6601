import type { Coordinates } from '@perto/contract';
import type { Map as LeafletMap } from 'leaflet';
import { wrapLongitude } from '../position/metres';
import { BuildingLayer } from './building-layer';
import type { MapBuilding } from './building-label';
import { Camera } from './camera';
import { ChipObstacles } from './chip-places';
import type { Covered, FreeView } from './free-view';
import type { Surroundings } from './free-bearing';
import { openMap } from './leaflet-map';
import { calm } from './map-icon';
import { MarkKeys } from './mark-keys';
import { OWN_DOT } from './names';
import {
  discWidth,
  PeopleLayer,
  type PeopleEvents,
  type PeoplePlaces,
  type PeopleScene,
  type PeopleTexts,
} from './people-layer';
import { RangeRing, type RingEvents } from './range-ring';
import { SelfMarker } from './self-marker';

export interface SceneEvents extends PeopleEvents, Omit<RingEvents, 'handleMoved'> {
  /** A click on nothing. */
  clicked: (at: Coordinates) => void;
  /** Escape on a mark; true when something was let go of. */
  escaped: () => boolean;
  buildingOpened: (building: MapBuilding) => void;
  selfDragged: (to: Coordinates) => void;
  selfDropped: (at: Coordinates) => void;
  /** The part of the map that nothing covers. */
  freeView: () => FreeView;
}

export interface Marks {
  people: PeopleScene;
  peopleTexts: PeopleTexts;
  buildings: readonly MapBuilding[];
  describeBuilding: (building: MapBuilding) => string;
}

/** The map with all that is drawn on it, and the order in which one thing makes room for another. */
export class MapScene {
  readonly map: LeafletMap;
  readonly camera: Camera;
  readonly self: SelfMarker;
  readonly ring: RangeRing;
  private readonly people: PeopleLayer;
  private readonly buildings: BuildingLayer;
  private readonly keys: MarkKeys;
  private marks?: Marks;
  private places: PeoplePlaces = { discs: [], names: [], caption: undefined };
  private zooming = false;
  private view?: FreeView;

  constructor(
    canvas: HTMLElement,
    private readonly events: SceneEvents,
  ) {
    const map = (this.map = openMap(canvas));
    this.camera = new Camera(map, () => this.ring.fitted());
    this.keys = new MarkKeys(map, events.escaped);
    this.people = new PeopleLayer(map, this.keys, events);
    this.buildings = new BuildingLayer(map, this.keys, events.buildingOpened, () => this.freeView());
    map.on('resize', () => {
      this.frameChanged();
      this.camera.resized();
    });
    map.on('zoomanim', () => (this.zooming = true));
    // Before the ring's own, so that its handle sees where everything is now.
    map.on('zoomend', () => {
      this.zooming = false;
      this.layOut(false);
    });
    map.on('moveend', () => this.makeRoom());
    map.on('click', ({ latlng }) => {
      events.clicked({ latitude: latlng.lat, longitude: wrapLongitude(latlng.lng) });
    });
    this.ring = new RangeRing(map, { ...events, handleMoved: () => this.makeRoom() }, () =>
      this.surroundings(),
    );
    this.self = new SelfMarker(map, events.selfDragged, events.selfDropped);
  }

  drawMarks(marks: Marks): void {
    this.marks = marks;
    this.buildings.update(marks.buildings, marks.describeBuilding);
    this.layOut(true);
  }

  /** Something came or went over the map's edges. */
  frameChanged(): void {
    this.view = undefined;
  }

  zoom(by: number): void {
    this.map.setZoom(this.map.getZoom() + by, { animate: !calm() });
  }

  /** Zooms until these people come apart; false when they do not. */
  separate(people: readonly Coordinates[], covered: Covered): boolean {
    return this.camera.separate(people, discWidth(), covered);
  }

  remove(): void {
    this.people.remove();
    this.self.remove();
    this.ring.remove();
    this.buildings.remove();
    this.map.remove();
  }

  private layOut(glide: boolean): void {
    // In the middle of a zoom nothing has a place; its end comes here again.
    if (!this.marks || this.zooming) return;
    this.people.update(this.marks.people, this.marks.peopleTexts, glide);
    this.makeRoom();
  }

  /** Chips make room for people, and names for both. */
  private makeRoom(): void {
    if (!this.marks || this.zooming) return;
    const places = (this.places = this.people.places());
    const { discs, names, caption } = places;
    const { me } = this.marks.people;
    const at = me ? this.map.latLngToLayerPoint([me.latitude, me.longitude]) : undefined;
    const handle = this.ring.handleBox();
    const firm = [at && { x: at.x, y: at.y, ...OWN_DOT }, handle, caption].filter((it) => it !== undefined);
    const boxes = names.map(({ box }) => box);
    this.buildings.arrange(new ChipObstacles(discs, boxes, firm));
    this.people.placeNames(places, [...this.buildings.boxes(), ...firm]);
    this.keys.settle(at);
  }

  /** Measured once for the same frame: measuring costs a layout of the page. */
  private freeView(): FreeView {
    return (this.view ??= this.events.freeView());
  }

  private surroundings(): Surroundings {
    const { x, y } = this.map.layerPointToContainerPoint([0, 0]);
    const discs = this.places.discs.map((disc) => ({ ...disc, x: disc.x + x, y: disc.y + y }));
    return { view: this.freeView(), discs };
  }
}

import { circle, marker, type Circle, type Map as LeafletMap, type Marker, type Point } from 'leaflet';
import type { Coordinates } from '@perto/contract';
import type { Building } from '../buildings/buildings';
import type { Person } from '../people/person';
import { pointAt } from '../position/metres';
import { fitted, type FreeView } from './free-view';
import { element, iconOf } from './map-icon';

export interface MapBuilding extends Building {
  /** One's own building, with how many others are in it. */
  mine?: { count: number };
}

interface Drawn {
  building: MapBuilding;
  ring: Circle;
  chip: Marker;
  label: HTMLElement;
}

/** A chip needs room: circles smaller than this on the screen go without a name. Pixels. */
const SMALLEST_NAMED = 18;
/** Half the room that a chip takes, in pixels. */
const HALF_CHIP = { x: 70, y: 26 };
/** How far a chip's middle stands outside its circle, so that it touches the edge from there. Pixels. */
const OUTWARD = 11;

/** Buildings: a dotted circle each, and a chip with the name on its top edge. */
export class BuildingLayer {
  private readonly drawn = new Map<string, Drawn>();
  private people: readonly Person[] = [];

  constructor(
    private readonly map: LeafletMap,
    private readonly onChoose: (building: Building) => void,
    /** The part of the map that names keep to. */
    private readonly view: () => FreeView,
  ) {
    map.on('zoomend moveend', this.declutter);
  }

  update(buildings: readonly MapBuilding[], choosable: boolean, people: readonly Person[]): void {
    this.people = people;
    this.clear();
    for (const building of buildings) this.drawn.set(building.id, this.draw(building, choosable));
    this.declutter();
  }

  /** Where the names stand. */
  names(): Coordinates[] {
    return [...this.drawn.values()]
      .filter(({ label }) => !label.hidden)
      .map(({ chip }) => ({ latitude: chip.getLatLng().lat, longitude: chip.getLatLng().lng }));
  }

  remove(): void {
    this.map.off('zoomend moveend', this.declutter);
    this.clear();
  }

  private draw(building: MapBuilding, choosable: boolean): Drawn {
    const mine = building.mine ? ' mine' : '';
    const ring = circle([building.latitude, building.longitude], {
      radius: building.radius,
      pane: 'map-buildings',
      className: `map-building${mine}`,
      weight: building.mine ? 2 : 1.5,
      fill: false,
      interactive: false,
    }).addTo(this.map);

    const label = element(`map-chip${mine}`);
    label.append(element('map-chip-name', building.name, 'span'));
    if (building.mine) label.append(element('map-chip-count', String(building.mine.count), 'span'));
    const top = pointAt(building, building.radius, 0);
    const chip = marker([top.latitude, top.longitude], {
      icon: iconOf(label),
      pane: 'map-chips',
      keyboard: choosable,
      interactive: choosable,
      title: '',
    }).addTo(this.map);
    if (choosable) {
      chip.getElement()?.setAttribute('aria-label', building.name);
      chip.on('click', () => this.onChoose(building));
    }
    return { building, ring, chip, label };
  }

  /**
   * A name stands on the top edge, or on the lower one where it would cover somebody or be covered.
   * Tiny circles have none, nor those on which it would be cut off.
   */
  private readonly declutter = (): void => {
    const people = this.people.flatMap(({ at }) =>
      at ? [this.map.latLngToLayerPoint([at.latitude, at.longitude])] : [],
    );
    const covered = (place: Point): number =>
      people.filter(({ x, y }) => Math.abs(x - place.x) < HALF_CHIP.x && Math.abs(y - place.y) < HALF_CHIP.y)
        .length;
    const view = this.view();
    for (const { building, chip, label } of this.drawn.values()) {
      const [top, bottom] = [0, 180].map((bearing) => {
        const { latitude, longitude } = pointAt(building, building.radius, bearing);
        const edge = this.map.latLngToLayerPoint([latitude, longitude]);
        return edge.add([0, bearing === 0 ? -OUTWARD : OUTWARD]);
      }) as [Point, Point];
      const radius = (bottom.y - top.y) / 2 - OUTWARD;
      label.hidden = false; // else it has no width
      const places = [top, bottom].flatMap((place) => this.inView(place, label, view, radius) ?? []);
      const best = places.reduce<Point | undefined>(
        (found, place) => (found && covered(found) <= covered(place) ? found : place),
        undefined,
      );
      label.hidden = !best || radius < SMALLEST_NAMED;
      chip.setLatLng(this.map.layerPointToLatLng(best ?? top));
    }
  };

  private inView(place: Point, label: HTMLElement, view: FreeView, radius: number): Point | undefined {
    const { x, y } = this.map.layerPointToContainerPoint(place);
    const size = { halfWidth: label.offsetWidth / 2, halfHeight: label.offsetHeight / 2 };
    const at = fitted({ x, y, ...size }, view, radius);
    return at === undefined ? undefined : place.add([at - x, 0]);
  }

  private clear(): void {
    for (const { ring, chip } of this.drawn.values()) {
      ring.remove();
      chip.remove();
    }
    this.drawn.clear();
  }
}

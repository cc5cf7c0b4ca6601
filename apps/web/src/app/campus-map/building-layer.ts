import { circle, marker, type Circle, type Map as LeafletMap, type Marker } from 'leaflet';
import type { Building } from '../buildings/buildings';
import { pointAt } from '../position/metres';
import { element, iconOf } from './map-icon';

export interface MapBuilding extends Building {
  /** One's own building, with how many others are in it. */
  mine?: { count: number };
}

interface Drawn {
  ring: Circle;
  chip: Marker;
  label: HTMLElement;
}

/** A chip needs room: circles smaller than this on the screen go without a name. Pixels. */
const SMALLEST_NAMED = 18;

/** Buildings: a dotted circle each, and a chip with the name on its top edge. */
export class BuildingLayer {
  private readonly drawn = new Map<string, Drawn>();

  constructor(
    private readonly map: LeafletMap,
    private readonly onChoose: (building: Building) => void,
  ) {
    map.on('zoomend', this.declutter);
  }

  update(buildings: readonly MapBuilding[], choosable: boolean): void {
    this.clear();
    for (const building of buildings) this.drawn.set(building.id, this.draw(building, choosable));
    this.declutter();
  }

  remove(): void {
    this.map.off('zoomend', this.declutter);
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
    return { ring, chip, label };
  }

  private readonly declutter = (): void => {
    for (const { ring, label } of this.drawn.values()) {
      const bounds = ring.getBounds();
      const height = this.map.project(bounds.getSouthWest()).y - this.map.project(bounds.getNorthEast()).y;
      label.hidden = height / 2 < SMALLEST_NAMED;
    }
  };

  private clear(): void {
    for (const { ring, chip } of this.drawn.values()) {
      ring.remove();
      chip.remove();
    }
    this.drawn.clear();
  }
}

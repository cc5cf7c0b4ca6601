import { circle, marker, type Circle, type Map as LeafletMap, type Marker } from 'leaflet';
import type { Coordinates } from '@perto/contract';
import { wrapLongitude } from '../position/metres';
import { element, iconOf, keepDoubleClicks } from './map-icon';

export interface SelfLook {
  source: 'device' | 'hand';
  stale: boolean;
  accuracy?: number;
  draggable: boolean;
  label: string;
}

/** Oneself on the map: a solid dot from the device, a hollow one by hand, grey when old. */
export class SelfMarker {
  private readonly dot = element('map-me');
  private readonly marker: Marker;
  private readonly accuracy: Circle;

  constructor(
    private readonly map: LeafletMap,
    onDrag: (at: Coordinates) => void,
    onDrop: (at: Coordinates) => void,
  ) {
    this.marker = marker([0, 0], {
      icon: iconOf(this.dot),
      pane: 'map-me',
      keyboard: false,
      interactive: true,
      draggable: true,
    });
    keepDoubleClicks(this.marker);
    this.accuracy = circle([0, 0], {
      pane: 'map-ring',
      className: 'map-accuracy',
      stroke: false,
      interactive: false,
    });
    const here = (): Coordinates => {
      const { lat, lng } = this.marker.getLatLng();
      return { latitude: lat, longitude: wrapLongitude(lng) };
    };
    this.marker.on('drag', () => onDrag(here()));
    this.marker.on('dragend', () => onDrop(here()));
  }

  update(at: Coordinates | undefined, look: SelfLook): void {
    if (!at) return this.remove();
    this.dot.dataset['source'] = look.source;
    this.dot.classList.toggle('stale', look.stale);
    this.dot.classList.toggle('draggable', look.draggable);
    this.dot.title = look.label;
    this.marker.setLatLng([at.latitude, at.longitude]).addTo(this.map);
    if (look.draggable) this.marker.dragging?.enable();
    else this.marker.dragging?.disable();
    if (look.accuracy) {
      this.accuracy.setLatLng([at.latitude, at.longitude]).setRadius(look.accuracy).addTo(this.map);
    } else {
      this.accuracy.remove();
    }
  }

  remove(): void {
    this.marker.remove();
    this.accuracy.remove();
  }
}

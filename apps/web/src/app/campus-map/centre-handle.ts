import type { Coordinates } from '@perto/contract';
import { marker, type Map as LeafletMap, type Marker } from 'leaflet';
import { pointAt } from '../position/metres';
import { element, iconOf, keepDoubleClicks } from './map-icon';
import type { Box } from './names';

/** What a press of an arrow key moves, alone and with Shift. Metres. */
const STEP = { fine: 1, coarse: 10 };
const BEARING: Record<string, number> = { ArrowUp: 0, ArrowRight: 90, ArrowDown: 180, ArrowLeft: 270 };
/** Half its room, in pixels. */
const ROOM = 18;

/** The square at the middle of a building: dragged, or moved by the arrow keys. */
export class CentreHandle {
  private readonly square = element('map-square');
  private readonly marker: Marker;
  private underFinger = false;

  constructor(
    private readonly map: LeafletMap,
    private readonly onMove: (to: Coordinates) => void,
  ) {
    this.square.tabIndex = 0;
    this.square.setAttribute('role', 'button');
    this.square.dataset['testid'] = 'building-centre';
    this.square.addEventListener('keydown', this.onKey);
    this.marker = marker([0, 0], {
      icon: iconOf(this.square),
      pane: 'map-me',
      draggable: true,
      keyboard: false,
      autoPan: true,
    });
    keepDoubleClicks(this.marker);
    this.marker.on('dragstart', () => (this.underFinger = true));
    this.marker.on('drag', () => this.onMove(this.here()));
    this.marker.on('dragend', () => (this.underFinger = false));
  }

  update(at: Coordinates | undefined, label: string): void {
    if (!at) return this.remove();
    this.square.setAttribute('aria-label', label);
    if (!this.underFinger) this.marker.setLatLng([at.latitude, at.longitude]);
    this.marker.addTo(this.map);
  }

  /** What it takes, in layer pixels. */
  box(): Box | undefined {
    if (!this.marker.getElement()) return undefined;
    const { x, y } = this.map.latLngToLayerPoint(this.marker.getLatLng());
    return { x, y, halfWidth: ROOM, halfHeight: ROOM };
  }

  remove(): void {
    this.marker.remove();
  }

  private here(): Coordinates {
    const { lat, lng } = this.marker.getLatLng();
    return { latitude: lat, longitude: lng };
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const bearing = BEARING[event.key];
    if (bearing === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // else the arrow also moves the map
    const to = pointAt(this.here(), event.shiftKey ? STEP.coarse : STEP.fine, bearing);
    this.marker.setLatLng([to.latitude, to.longitude]);
    this.onMove(to);
  };
}

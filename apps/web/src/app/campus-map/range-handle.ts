import { marker, type LatLngTuple, type Map as LeafletMap, type Marker } from 'leaflet';
import type { Coordinates } from '@perto/contract';
import { afterKey } from '../reach/reach-scale';
import { HANDLE } from './free-bearing';
import { calm, element, iconOf, write, keepDoubleClicks } from './map-icon';
import type { Box } from './names';

export interface HandleEvents {
  /** The handle is being dragged to here. */
  dragged: (to: Coordinates) => void;
  /** The range that a key gives. */
  keyed: (metres: number) => void;
  /** Let go of, after a drag or the last key. */
  released: () => void;
}

export interface HandleTexts {
  label: string;
  metres: string;
  spoken: string;
}

/** The pill that pulls the range: a slider for the keyboard. */
export class RangeHandle {
  private readonly pill = element('map-handle');
  private readonly figure = element('map-handle-figure', '', 'span');
  private readonly marker: Marker;
  private radius = 0;
  private keyed?: number;
  private underFinger = false;

  constructor(
    private readonly map: LeafletMap,
    private readonly events: HandleEvents,
    /** What one press of an arrow key adds, in metres. */
    private readonly step: number,
  ) {
    this.pill.setAttribute('role', 'slider');
    this.pill.setAttribute('aria-valuemin', '1');
    this.pill.setAttribute('aria-valuemax', '5000');
    this.pill.tabIndex = 0;
    this.pill.append(element('map-handle-grip'), this.figure);
    this.pill.addEventListener('focus', this.bringIntoView);
    this.pill.addEventListener('keydown', this.onKey);
    this.pill.addEventListener('keyup', this.onKeyUp);
    this.pill.addEventListener('blur', this.onKeyUp);
    this.marker = marker([0, 0], {
      icon: iconOf(this.pill),
      pane: 'map-handle',
      draggable: true,
      keyboard: false,
      autoPan: true,
    });
    keepDoubleClicks(this.marker);
    this.marker.on('dragstart', () => (this.underFinger = true));
    this.marker.on('drag', () => {
      const { lat, lng } = this.marker.getLatLng();
      this.events.dragged({ latitude: lat, longitude: lng });
    });
    this.marker.on('dragend', () => {
      this.underFinger = false;
      this.events.released();
    });
  }

  get dragging(): boolean {
    return this.underFinger;
  }

  describe(radius: number, { label, metres, spoken }: HandleTexts): void {
    this.radius = radius;
    write(this.figure, metres);
    this.pill.setAttribute('aria-label', label);
    this.pill.setAttribute('aria-valuenow', String(radius));
    this.pill.setAttribute('aria-valuetext', spoken);
  }

  /** Somebody pulls it, or it waits for their keys. */
  get held(): boolean {
    return this.underFinger || document.activeElement === this.pill;
  }

  /** Puts it there; false when it stood there already. */
  place(at: LatLngTuple): boolean {
    if (this.shown && this.marker.getLatLng().equals(at)) return false;
    this.marker.setLatLng(at).addTo(this.map);
    return true;
  }

  /** What it takes, in layer pixels. */
  box(): Box | undefined {
    if (!this.shown) return undefined;
    const { x, y } = this.map.latLngToLayerPoint(this.marker.getLatLng());
    return { x, y, ...HANDLE };
  }

  remove(): void {
    this.marker.remove();
  }

  private get shown(): boolean {
    return this.marker.getElement() !== undefined;
  }

  /** Zoomed into a crowd the ring can lie far outside: whoever tabs to its handle sees it. */
  private readonly bringIntoView = (): void => {
    if (!this.underFinger)
      this.map.panInside(this.marker.getLatLng(), { padding: [80, 60], animate: !calm() });
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const metres = afterKey(event.key, this.keyed ?? this.radius, this.step);
    if (metres === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // else the arrow also moves the map
    this.keyed = metres;
    this.events.keyed(metres);
  };

  /** A key that is held down is one change, like a drag. */
  private readonly onKeyUp = (): void => {
    if (this.keyed === undefined) return;
    // The next key may come before the page has said what the range is now.
    this.radius = this.keyed;
    this.keyed = undefined;
    this.events.released();
  };
}

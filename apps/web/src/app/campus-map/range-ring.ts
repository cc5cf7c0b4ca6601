import {
  circle,
  marker,
  polygon,
  polyline,
  svg,
  type Circle,
  type LatLngTuple,
  type Map as LeafletMap,
  type Marker,
  type Point,
  type Polygon,
  type Polyline,
} from 'leaflet';
import type { Coordinates } from '@perto/contract';
import { metresBetween, pointAt } from '../position/metres';
import { afterKey, allowed } from '../reach/reach-scale';
import type { FreeView } from './free-view';
import { element, iconOf } from './map-icon';
import { ticksOf } from './metre-ruler';

const CORNERS = 128;
/** Where the handle likes to stand: east, then around, degrees from north. */
const BEARINGS = [90, 105, 75, 120, 60, 135, 45, 150, 30, 165, 15, 180, 0, 210, 330, 240, 300, 270];
/** Pixels that keep the handle clear of markers and of the edge. */
const CLEAR = 48;
/** The same for the name of a building, which is wide and low. */
const CLEAR_OF_NAME = { x: 110, y: 40 };

export interface RingEvents {
  /** The range under the finger. */
  preview: (metres: number) => void;
  /** The range that was let go of. */
  chosen: (metres: number) => void;
}

export interface RingTexts {
  label: string;
  metres: string;
  spoken: string;
}

/** One's reach on the map: the ring, the veil outside it, its ruler, and the handle that pulls it. */
export class RangeRing {
  private readonly veil: Polygon;
  private readonly ring: Circle;
  private readonly ruler: Polyline;
  private readonly handle: Marker;
  private readonly pill = element('map-handle');
  private readonly figure = element('map-handle-figure', '', 'span');
  private centre?: Coordinates;
  private radius = 0;
  private bearing = 90;
  private dragging = false;
  private keyed?: number;
  private others: readonly Coordinates[] = [];
  private names: readonly Coordinates[] = [];
  private corners: FreeView['corners'] = [];
  private view: { top: number; right: number; bottom: number; left: number } = {
    top: 0,
    right: 0,
    bottom: 0,
    left: 0,
  };

  constructor(
    private readonly map: LeafletMap,
    private readonly events: RingEvents,
  ) {
    const renderer = svg({ pane: 'map-veil', padding: 1 });
    this.veil = polygon([], {
      pane: 'map-veil',
      renderer,
      className: 'map-veil',
      stroke: false,
      interactive: false,
    });
    this.ring = circle([0, 0], {
      pane: 'map-ring',
      className: 'map-ring',
      weight: 2,
      fill: false,
      interactive: false,
    });
    this.ruler = polyline([], { pane: 'map-ring', className: 'map-ruler', weight: 1.5, interactive: false });
    this.pill.setAttribute('role', 'slider');
    this.pill.tabIndex = 0;
    this.pill.append(element('map-handle-grip'), this.figure);
    this.pill.addEventListener('keydown', this.onKey);
    this.pill.addEventListener('keyup', this.onKeyUp);
    this.pill.addEventListener('blur', this.onKeyUp);
    this.handle = marker([0, 0], {
      icon: iconOf(this.pill),
      pane: 'map-handle',
      draggable: true,
      keyboard: false,
      autoPan: true,
    });
    this.handle.on('dragstart', () => (this.dragging = true));
    this.handle.on('drag', () => this.pull());
    this.handle.on('dragend', () => {
      this.dragging = false;
      this.events.chosen(this.radius);
      this.draw();
    });
    map.on('zoomend moveend resize', this.redraw);
  }

  update(centre: Coordinates | undefined, radius: number, texts: RingTexts): void {
    this.centre = centre;
    this.radius = radius;
    this.figure.textContent = texts.metres;
    this.pill.setAttribute('aria-label', texts.label);
    this.pill.setAttribute('aria-valuemin', '1');
    this.pill.setAttribute('aria-valuemax', '5000');
    this.pill.setAttribute('aria-valuenow', String(radius));
    this.pill.setAttribute('aria-valuetext', texts.spoken);
    this.draw();
  }

  /** From the next update on: what the handle must not cover, and what of the map the page covers. */
  avoid(
    others: readonly Coordinates[],
    names: readonly Coordinates[],
    view: RangeRing['view'],
    corners: FreeView['corners'],
  ): void {
    this.others = others;
    this.names = names;
    this.view = view;
    this.corners = corners;
  }

  remove(): void {
    this.map.off('zoomend moveend resize', this.redraw);
    [this.veil, this.ring, this.ruler, this.handle].forEach((layer) => layer.remove());
  }

  private readonly redraw = (): void => this.draw();

  private readonly onKey = (event: KeyboardEvent): void => {
    const metres = afterKey(event.key, this.keyed ?? this.radius);
    if (metres === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // else the arrow also moves the map
    this.keyed = metres;
    this.events.preview(metres);
  };

  /** A key that is held down is one change, like a drag. */
  private readonly onKeyUp = (): void => {
    if (this.keyed !== undefined) this.events.chosen(this.keyed);
    this.keyed = undefined;
  };

  private pull(): void {
    if (!this.centre) return;
    const { lat, lng } = this.handle.getLatLng();
    this.bearing = bearingTo(this.centre, { latitude: lat, longitude: lng });
    this.events.preview(allowed(metresBetween(this.centre, { latitude: lat, longitude: lng })));
  }

  private draw(): void {
    const { centre, radius } = this;
    if (!centre) {
      [this.veil, this.ring, this.ruler, this.handle].forEach((layer) => layer.remove());
      return;
    }
    const edge = Array.from({ length: CORNERS }, (_, corner) => this.on((corner * 360) / CORNERS));
    const far = 60; // degrees: wider than any view in which the ring can be seen
    const outer: LatLngTuple[] = [
      [Math.max(-85, centre.latitude - far), centre.longitude - far],
      [Math.max(-85, centre.latitude - far), centre.longitude + far],
      [Math.min(85, centre.latitude + far), centre.longitude + far],
      [Math.min(85, centre.latitude + far), centre.longitude - far],
    ];
    this.veil.setLatLngs([outer, edge]).addTo(this.map);
    this.ring.setLatLng([centre.latitude, centre.longitude]).setRadius(radius).addTo(this.map);
    if (!this.dragging) {
      this.bearing = this.freeBearing();
      this.handle.setLatLng(this.on(this.bearing)).addTo(this.map);
    }
    this.ruler.setLatLngs(this.rulerLines()).addTo(this.map);
  }

  private on(bearing: number, metres = this.radius): LatLngTuple {
    const { latitude, longitude } = pointAt(this.centre!, metres, bearing);
    return [latitude, longitude];
  }

  /** A bearing at which the handle is in view and covers nobody; the one it has, when that is as good. */
  private freeBearing(): number {
    const onScreen = ({ latitude, longitude }: Coordinates): Point =>
      this.map.latLngToContainerPoint([latitude, longitude]);
    const points = this.others.map(onScreen);
    const names = this.names.map(onScreen);
    const size = this.map.getSize();
    const inView = (point: Point): boolean =>
      point.x > this.view.left + CLEAR &&
      point.x < size.x - this.view.right - CLEAR &&
      point.y > this.view.top + CLEAR / 2 &&
      point.y < size.y - this.view.bottom - CLEAR &&
      !this.corners.some(({ left, top }) => point.x > left - CLEAR && point.y > top - CLEAR / 2);
    // The one it has comes first: a handle that hops while the range changes is hard to take.
    const visible = [this.bearing, ...BEARINGS].filter((bearing) =>
      inView(this.map.latLngToContainerPoint(this.on(bearing))),
    );
    const free = visible.find((bearing) => {
      const point = this.map.latLngToContainerPoint(this.on(bearing));
      return (
        points.every((other) => other.distanceTo(point) > CLEAR) &&
        names.every(
          (name) =>
            Math.abs(name.x - point.x) > CLEAR_OF_NAME.x || Math.abs(name.y - point.y) > CLEAR_OF_NAME.y,
        )
      );
    });
    return free ?? visible[0] ?? 90;
  }

  private rulerLines(): LatLngTuple[][] {
    const { centre, bearing } = this;
    if (!centre) return [];
    const start = this.map.latLngToLayerPoint([centre.latitude, centre.longitude]);
    const end = this.map.latLngToLayerPoint(this.on(bearing));
    const length = start.distanceTo(end);
    if (length < 60) return [];
    const across = { x: -(end.y - start.y) / length, y: (end.x - start.x) / length };
    const lines: LatLngTuple[][] = [[[centre.latitude, centre.longitude], this.on(bearing)]];
    const ticks = ticksOf(this.radius);
    const crowded = length / (ticks.length + 1) < 6;
    for (const { metres, long } of ticks) {
      if (crowded && !long) continue;
      const at = this.map.latLngToLayerPoint(this.on(bearing, metres));
      const half = long ? 7 : 4;
      const ends = [-half, half].map((offset) =>
        this.map.layerPointToLatLng([at.x + across.x * offset, at.y + across.y * offset]),
      );
      lines.push(ends.map(({ lat, lng }): LatLngTuple => [lat, lng]));
    }
    return lines;
  }
}

/** Degrees clockwise from north, on a plane: right for drawing at the scale of a campus. */
function bearingTo(from: Coordinates, to: Coordinates): number {
  const east = (to.longitude - from.longitude) * Math.cos((from.latitude * Math.PI) / 180);
  return ((Math.atan2(east, to.latitude - from.latitude) * 180) / Math.PI + 360) % 360;
}

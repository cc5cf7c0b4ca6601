import {
  circle,
  polygon,
  polyline,
  svg,
  type Circle,
  type LatLngTuple,
  type Map as LeafletMap,
  type Polygon,
  type Polyline,
} from 'leaflet';
import type { Coordinates } from '@perto/contract';
import { metresBetween, pointAt } from '../position/metres';
import { allowed } from '../reach/reach-scale';
import { pixelsPerMetre } from './grid-base';
import { freeBearing, leastDistance, type Surroundings } from './free-bearing';
import { ticksOf } from './metre-ruler';
import type { Box } from './names';
import { RangeHandle, type HandleTexts } from './range-handle';

const CORNERS = 128;
/** A shorter ruler says nothing. Pixels. */
const SHORTEST_RULER = 60;

export interface RingEvents {
  /** The range under the finger. */
  preview: (metres: number) => void;
  /** The range that was let go of. */
  chosen: (metres: number) => void;
  /** The handle stands elsewhere now. */
  handleMoved: () => void;
}

export interface RingLook {
  /** What lies outside is veiled. */
  veiled: boolean;
  /** What one press of an arrow key adds, in metres. */
  step: number;
}

/** One's reach on the map: the ring, the veil outside it, its ruler, and the handle that pulls it. */
export class RangeRing {
  private readonly veil: Polygon;
  private readonly ring: Circle;
  private readonly ruler: Polyline;
  private readonly handle: RangeHandle;
  private centre?: Coordinates;
  private radius = 0;
  private bearing = 90;
  private chooseAnew = true;
  /** The handle of a tiny ring stands outside it: by so many metres. */
  private outside = 0;
  private previewed?: number;
  private drawnLook = '';

  constructor(
    private readonly map: LeafletMap,
    private readonly events: RingEvents,
    private readonly surroundings: () => Surroundings,
    private readonly look: RingLook = { veiled: true, step: 10 },
  ) {
    this.veil = polygon([], {
      pane: 'map-veil',
      renderer: svg({ pane: 'map-veil', padding: 1 }),
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
    this.handle = new RangeHandle(
      map,
      {
        dragged: (to) => this.pull(to),
        keyed: (metres) => this.preview(metres),
        released: () => {
          this.events.chosen(this.previewed ?? this.radius);
          this.previewed = undefined;
          this.draw();
        },
      },
      look.step,
    );
    map.on('zoomend moveend resize', this.draw);
  }

  update(centre: Coordinates | undefined, radius: number, texts: HandleTexts): void {
    this.centre = centre;
    this.radius = radius;
    this.handle.describe(radius, texts);
    this.draw();
  }

  /** The view is another: the handle looks for a place from the east on, unless somebody is at it. */
  fitted(): void {
    this.chooseAnew = !this.handle.held;
    this.draw();
  }

  /** What the handle takes, in layer pixels; nothing while it looks for a place. */
  handleBox(): Box | undefined {
    return this.chooseAnew ? undefined : this.handle.box();
  }

  remove(): void {
    this.map.off('zoomend moveend resize', this.draw);
    this.hide();
  }

  private hide(): void {
    this.drawnLook = '';
    [this.veil, this.ring, this.ruler, this.handle].forEach((layer) => layer.remove());
  }

  private preview(metres: number): void {
    this.previewed = metres;
    this.events.preview(metres);
  }

  private pull(to: Coordinates): void {
    if (!this.centre) return;
    this.bearing = bearingTo(this.centre, to);
    this.preview(allowed(metresBetween(this.centre, to) - this.outside));
  }

  private readonly draw = (): void => {
    const { centre } = this;
    if (!centre) return this.hide();
    if (!this.handle.dragging) this.placeHandle();
    // Painting the veil is dear, and it is asked for whenever somebody moves.
    const drawn = [centre.latitude, centre.longitude, this.radius, this.map.getZoom(), this.bearing].join();
    if (drawn === this.drawnLook) return;
    this.drawnLook = drawn;
    if (this.look.veiled) this.drawVeil(centre);
    this.ring.setLatLng([centre.latitude, centre.longitude]).setRadius(this.radius).addTo(this.map);
    this.ruler.setLatLngs(this.rulerLines()).addTo(this.map);
  };

  private drawVeil(centre: Coordinates): void {
    const edge = Array.from({ length: CORNERS }, (_, corner) => this.on((corner * 360) / CORNERS));
    const far = 60; // degrees: wider than any view in which the ring can be seen
    const south = Math.max(-85, centre.latitude - far);
    const north = Math.min(85, centre.latitude + far);
    const outer: LatLngTuple[] = [
      [south, centre.longitude - far],
      [south, centre.longitude + far],
      [north, centre.longitude + far],
      [north, centre.longitude - far],
    ];
    this.veil.setLatLngs([outer, edge]).addTo(this.map);
  }

  private placeHandle(): void {
    const scale = pixelsPerMetre(this.map);
    const reach = (bearing: number): number => Math.max(this.radius, leastDistance(bearing) / scale);
    this.bearing = freeBearing(
      this.chooseAnew ? undefined : this.bearing,
      (bearing) => this.map.latLngToContainerPoint(this.on(bearing, reach(bearing))),
      this.surroundings(),
    );
    const metres = reach(this.bearing);
    this.outside = metres - this.radius;
    this.chooseAnew = false;
    if (this.handle.place(this.on(this.bearing, metres))) this.events.handleMoved();
  }

  private on(bearing: number, metres = this.radius): LatLngTuple {
    const { latitude, longitude } = pointAt(this.centre!, metres, bearing);
    return [latitude, longitude];
  }

  private rulerLines(): LatLngTuple[][] {
    const { centre, bearing } = this;
    if (!centre) return [];
    const start = this.map.latLngToLayerPoint([centre.latitude, centre.longitude]);
    const end = this.map.latLngToLayerPoint(this.on(bearing));
    const length = start.distanceTo(end);
    if (length < SHORTEST_RULER) return [];
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

import { marker, point, type LatLng, type Map as LeafletMap, type Marker, type Point } from 'leaflet';
import { between } from './apart';
import type { Mark } from './group';
import { iconOf, keepDoubleClicks } from './map-icon';
import type { ClusterMark, PersonMark } from './person-mark';
import type { Pixels } from './screen-grid';

/** A smaller move is none, and a longer one is seen to happen. Pixels. */
const TREMBLE = 1.5;
const WORTH_A_GLIDE = 4;

/** A person or a cluster on the map, and how it goes to where its people are. */
export class DrawnMark {
  readonly marker: Marker;
  private zoom: number;

  constructor(
    private readonly map: LeafletMap,
    public mark: Mark,
    readonly look: PersonMark | ClusterMark,
  ) {
    this.zoom = map.getZoom();
    stepAside(look.node, mark);
    this.marker = marker(this.home(), { icon: iconOf(look.node), pane: 'map-people', keyboard: false });
    this.marker.addTo(map);
    keepDoubleClicks(this.marker);
  }

  /** Its middle, in layer pixels: marks are in those of the whole world. */
  at(): Point {
    return point(this.mark.x, this.mark.y).subtract(this.map.getPixelOrigin());
  }

  /** What trembles stays, a small step is a step: only who goes some way is seen to glide. */
  move(mark: Mark): void {
    const before = this.mark;
    const zoomed = this.zoom !== this.map.getZoom();
    const way = zoomed ? Infinity : between(before.home, mark.home);
    const aside = zoomed ? Infinity : between(sideStep(before), sideStep(mark));
    if (way < TREMBLE && aside < TREMBLE && before.radius === mark.radius) {
      this.mark = { ...mark, x: before.x, y: before.y, home: before.home };
      return;
    }
    this.mark = mark;
    this.zoom = this.map.getZoom();
    this.marker.getElement()?.classList.toggle('far', way + aside > WORTH_A_GLIDE);
    if (way > 0) this.marker.setLatLng(this.home());
    stepAside(this.look.node, mark);
  }

  lift(above: number): void {
    if (this.marker.options.zIndexOffset !== above) this.marker.setZIndexOffset(above);
  }

  remove(): void {
    this.marker.remove();
  }

  private home(): LatLng {
    const { home } = this.mark;
    return this.map.unproject([home.x, home.y], this.map.getZoom());
  }
}

/** How far a mark stands from where its people are. */
function sideStep({ x, y, home }: Mark): Pixels {
  return { x: x - home.x, y: y - home.y };
}

function stepAside(node: HTMLElement, mark: Mark): void {
  const { x, y } = sideStep(mark);
  const step = Math.round(x) || Math.round(y) ? `${Math.round(x)}px ${Math.round(y)}px` : '';
  if (node.style.translate !== step) node.style.translate = step;
}

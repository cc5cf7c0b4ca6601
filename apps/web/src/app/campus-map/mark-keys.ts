import type { Map as LeafletMap, Point } from 'leaflet';
import { calm } from './map-icon';
import { isArrow, nearestMark, nextMark } from './next-mark';
import type { Pixels } from './screen-grid';

/** Something on the map that the keyboard reaches. */
export interface KeyMark {
  node: HTMLElement;
  /** Its middle, in layer pixels. */
  at: () => Point;
  /** Enter, and Space unless that does something else. */
  open: () => void;
  /** Space. */
  select?: () => void;
}

type MarkPlace = Pixels & { node: HTMLElement };

/** Room around a mark that the keyboard went to, in pixels. */
const ROOM: [number, number] = [70, 70];

/**
 * People, clusters and names of buildings as one stop of the Tab key.
 *
 * Arrows go to the nearest mark that way, Page keys from one to the next over all of them. When the mark that has focus goes, the nearest one takes over.
 */
export class MarkKeys {
  private readonly marks = new Map<HTMLElement, KeyMark>();
  private current?: HTMLElement;
  private lost?: Pixels;

  constructor(
    private readonly map: LeafletMap,
    /** Escape; true when there was something to let go of. */
    private readonly onEscape: () => boolean,
  ) {}

  add(mark: KeyMark): void {
    const { node } = mark;
    this.marks.set(node, mark);
    node.tabIndex = -1;
    node.addEventListener('keydown', (event) => this.onKey(mark, event));
    node.addEventListener('focus', () => this.stopAt(node));
  }

  /** To be called while the mark still stands on the map. */
  remove(node: HTMLElement): void {
    const mark = this.marks.get(node);
    if (mark && node === document.activeElement) this.lost = mark.at();
    this.marks.delete(node);
    if (node === this.current) this.current = undefined;
  }

  /** After marks came and went: focus is somewhere, and one mark can be reached by Tab. */
  settle(home: Pixels | undefined): void {
    const focused = this.current;
    if (focused?.hidden && focused === document.activeElement) this.lost = this.marks.get(focused)!.at();
    if (this.lost) {
      const heir = nearestMark(this.lost, this.places());
      this.lost = undefined;
      (heir?.node ?? this.map.getContainer()).focus({ preventScroll: true });
    }
    if (!this.current || this.current.hidden || this.strayed(this.current)) {
      const middle = this.map.containerPointToLayerPoint(this.map.getSize().divideBy(2));
      const first = nearestMark(home && this.inSight(home) ? home : middle, this.places());
      if (first) this.stopAt(first.node);
    }
  }

  /** Tab must not lead to a mark that nobody sees. */
  private strayed(node: HTMLElement): boolean {
    const mark = this.marks.get(node);
    return mark !== undefined && node !== document.activeElement && !this.inSight(mark.at());
  }

  /** True for a place in layer pixels that the map's frame shows. */
  private inSight({ x, y }: Pixels): boolean {
    const seen = this.map.layerPointToContainerPoint([x, y]);
    const { x: width, y: height } = this.map.getSize();
    return seen.x >= 0 && seen.y >= 0 && seen.x <= width && seen.y <= height;
  }

  private stopAt(node: HTMLElement): void {
    if (this.current) this.current.tabIndex = -1;
    this.current = node;
    node.tabIndex = 0;
  }

  private places(): MarkPlace[] {
    return [...this.marks.values()].flatMap(({ node, at }) => {
      if (node.hidden) return [];
      const { x, y } = at();
      return [{ x, y, node }];
    });
  }

  private onKey(mark: KeyMark, event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isArrow(event.key)) this.go(nextMark(event.key, mark.at(), this.places()));
    else if (event.key === 'Home' || event.key === 'End')
      this.go(this.inOrder().at(event.key === 'Home' ? 0 : -1));
    else if (event.key === 'PageDown' || event.key === 'PageUp') this.go(this.beside(mark, event.key));
    else if (event.key === 'Enter') mark.open();
    else if (event.key === ' ') (mark.select ?? mark.open)();
    else if (event.key === 'Escape') this.leave();
    else return;
    event.preventDefault();
    event.stopPropagation(); // else the arrow also moves the map
  }

  /** Row by row, as one reads: by these keys every mark is reached, whichever way the arrows lead. */
  private inOrder(): MarkPlace[] {
    return this.places().sort((a, b) => a.y - b.y || a.x - b.x);
  }

  private beside(mark: KeyMark, key: string): MarkPlace | undefined {
    const all = this.inOrder();
    const at = all.findIndex(({ node }) => node === mark.node);
    return all[(at + (key === 'PageDown' ? 1 : -1) + all.length) % all.length];
  }

  private go(next: MarkPlace | undefined): void {
    if (!next) return;
    next.node.focus({ preventScroll: true }); // scrolling would push the map out of its frame
    const place = this.map.layerPointToLatLng([next.x, next.y]);
    this.map.panInside(place, { padding: ROOM, animate: !calm() });
  }

  private leave(): void {
    if (!this.onEscape()) this.map.getContainer().focus({ preventScroll: true });
  }
}

import type { Coordinates } from '@perto/contract';
import { latLng, latLngBounds, type FitBoundsOptions, type Map as LeafletMap } from 'leaflet';
import type { Building } from '../buildings/buildings';
import type { Covered } from './free-view';
import { calm } from './map-icon';
import { isArrow } from './next-mark';

/** How far from the edge one may come before the map follows. Pixels. */
const EDGE = 40;
/** Room around the ring, at the sides for its handle, and around what was a cluster. Pixels. */
const AROUND = { side: 60, end: 24, cluster: 64 };
/** Below this width of the map the ring needs the room more than the handle does. Pixels. */
const NARROW = 480;
/** A smaller change of zoom shows nothing that was not seen before. */
const WORTH_A_ZOOM = 0.5;

export interface View {
  place: Coordinates | null;
  radius: number;
  covered: Covered;
}

/** Keeps the ring in view until the person moves the map: then it is theirs until they ask for the centre. */
export class Camera {
  /** False once the person has moved the map. */
  private following = true;
  /** The person chose the zoom: it stays as long as the range does. */
  private zoomed = false;
  private seen?: View;
  private latest?: { view: View; buildings: readonly Building[] };
  /** A movement of its own is under way. */
  private moving = false;
  private measuring = false;
  private zooming = false;
  /** It could not be done during a zoom. */
  private owed = false;

  constructor(
    private readonly map: LeafletMap,
    /** The ring stands where it should. */
    private readonly onFitted: () => void,
  ) {
    map.on('dragstart', () => (this.following = false));
    map.getContainer().addEventListener('keydown', ({ key, target }) => {
      if (isArrow(key) && target === map.getContainer()) this.following = false;
    });
    map.on('zoomstart', () => {
      if (!this.moving) this.zoomed = true;
    });
    map.on('zoomanim', () => (this.zooming = true));
    map.on('moveend', () => this.arrived());
  }

  /** Brings the whole ring into the uncovered part of the map. */
  centre(view: View): void {
    this.following = true;
    this.seen = view;
    this.fit(view, true);
  }

  follow(view: View, buildings: readonly Building[]): void {
    this.latest = { view, buildings };
    if (!this.following) return;
    const { place, radius, covered } = view;
    if (!place) return this.showCampus(buildings, covered);
    const before = this.seen;
    this.seen = view;
    if (!before || before.radius !== radius) return this.fit(view, before !== undefined);
    if (before.covered !== covered && !this.zoomed) return this.fit(view, true);
    if (this.holds(place, covered)) return;
    if (this.zoomed) this.map.panTo([place.latitude, place.longitude], { animate: !calm() });
    else this.fit(view, true);
  }

  /** The map became wider or narrower: what is theirs keeps its centre, the ring is fitted anew. */
  resized(): void {
    if (this.measuring || !this.latest || !this.following || this.zoomed) return;
    const { view, buildings } = this.latest;
    if (view.place) this.fit(view, false);
    else this.showCampus(buildings, view.covered);
  }

  /** Zooms to people so that they come apart; false when no zoom does that. */
  separate(people: readonly Coordinates[], disc: number, covered: Covered): boolean {
    const bounds = latLngBounds(people.map(({ latitude, longitude }) => [latitude, longitude]));
    const closest = this.map.getMaxZoom();
    const corners = [bounds.getNorthWest(), bounds.getSouthEast()].map((it) => this.map.project(it, closest));
    const widest = corners[0]!.distanceTo(corners[1]!);
    if (widest < disc || this.map.getZoom() > closest - WORTH_A_ZOOM) return false;
    this.following = false;
    this.map.fitBounds(bounds, {
      ...this.within(covered, AROUND.cluster),
      maxZoom: closest,
      animate: !calm(),
    });
    return true;
  }

  private arrived(): void {
    this.zooming = false;
    if (this.owed && this.latest) {
      this.owed = false;
      this.fit(this.latest.view, false);
    } else if (this.moving) {
      this.moving = false;
      this.onFitted();
    }
  }

  /** One's own dot is not near an edge. */
  private holds({ latitude, longitude }: Coordinates, { top, right, bottom, left }: Covered): boolean {
    const { x, y } = this.map.latLngToContainerPoint([latitude, longitude]);
    const size = this.map.getSize();
    return x > left + EDGE && x < size.x - right - EDGE && y > top + EDGE && y < size.y - bottom - EDGE;
  }

  /** Nothing is known of the person yet: then the whole campus is of use. */
  private showCampus(buildings: readonly Building[], { top, right, bottom, left }: Covered): void {
    if (buildings.length === 0) return;
    const circles = buildings.map((it) => latLng(it.latitude, it.longitude).toBounds(it.radius * 2));
    const campus = circles.reduce((all, circle) => all.extend(circle), latLngBounds([]));
    this.measure();
    this.moving = true;
    this.map.fitBounds(campus, {
      paddingTopLeft: [left + 16, top + 24],
      paddingBottomRight: [right + 16, bottom + 40],
      maxZoom: 18,
      animate: false,
    });
  }

  private fit({ place, radius, covered }: View, animate: boolean): void {
    if (!place) return;
    this.zoomed = false;
    this.measure();
    this.owed = this.zooming; // Leaflet turns down whatever comes during a zoom
    this.moving = true;
    if (this.owed) return;
    this.map.fitBounds(latLng(place.latitude, place.longitude).toBounds(radius * 2), {
      ...this.within(covered),
      maxZoom: 19.5,
      animate: animate && !calm(),
    });
  }

  private measure(): void {
    this.measuring = true;
    this.map.invalidateSize({ animate: false });
    this.measuring = false;
  }

  private within({ top, right, bottom, left }: Covered, room?: number): FitBoundsOptions {
    const side = this.map.getSize().x < NARROW ? AROUND.end : AROUND.side;
    return {
      paddingTopLeft: [left + (room ?? side), top + (room ?? AROUND.end)],
      paddingBottomRight: [right + (room ?? side), bottom + (room ?? AROUND.end)],
    };
  }
}

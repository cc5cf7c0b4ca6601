import type { Coordinates } from '@perto/contract';
import { latLng, latLngBounds, type FitBoundsOptions, type Map as LeafletMap } from 'leaflet';
import type { Building } from '../buildings/buildings';
import type { Covered } from './free-view';
import { calm } from './map-icon';

/** How far from the edge one may come before the map follows. Pixels. */
const EDGE = 40;
/** Room around the ring and around what was a cluster. Pixels. */
const AROUND = { side: 28, end: 24, cluster: 64 };
/** A smaller change of zoom shows nothing that was not seen before. */
const WORTH_A_ZOOM = 0.5;

export interface View {
  place: Coordinates | null;
  radius: number;
  covered: Covered;
}

/** Keeps the ring in view until the person moves the map: then it is theirs until they ask for the centre. */
export class Camera {
  private following = true;
  private seen?: View;

  constructor(private readonly map: LeafletMap) {
    map.on('dragstart', () => (this.following = false));
  }

  /** Brings the whole ring into the uncovered part of the map. */
  centre(view: View): void {
    this.following = true;
    this.fit(view, true);
  }

  follow(view: View, buildings: readonly Building[]): void {
    if (!this.following) return;
    const { place, radius, covered } = view;
    if (!place) return this.showCampus(buildings, covered);
    const before = this.seen;
    this.seen = view;
    const point = this.map.latLngToContainerPoint([place.latitude, place.longitude]);
    const size = this.map.getSize();
    const inside =
      point.x > covered.left + EDGE &&
      point.x < size.x - covered.right - EDGE &&
      point.y > covered.top + EDGE &&
      point.y < size.y - covered.bottom - EDGE;
    if (!before || before.covered !== covered || before.radius !== radius || !inside) {
      this.fit(view, before !== undefined);
    }
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

  /** Nothing is known of the person yet: then the whole campus is of use. */
  private showCampus(buildings: readonly Building[], { top, right, bottom, left }: Covered): void {
    if (buildings.length === 0) return;
    const circles = buildings.map((it) => latLng(it.latitude, it.longitude).toBounds(it.radius * 2));
    const campus = circles.reduce((all, circle) => all.extend(circle), latLngBounds([]));
    this.map.invalidateSize({ animate: false });
    this.map.fitBounds(campus, {
      paddingTopLeft: [left + 16, top + 24],
      paddingBottomRight: [right + 16, bottom + 40],
      maxZoom: 18,
      animate: false,
    });
  }

  private fit({ place, radius, covered }: View, animate: boolean): void {
    if (!place) return;
    this.map.invalidateSize({ animate: false });
    this.map.fitBounds(latLng(place.latitude, place.longitude).toBounds(radius * 2), {
      ...this.within(covered),
      maxZoom: 19.5,
      animate: animate && !calm(),
    });
  }

  private within({ top, right, bottom, left }: Covered, room?: number): FitBoundsOptions {
    return {
      paddingTopLeft: [left + (room ?? AROUND.side), top + (room ?? AROUND.end)],
      paddingBottomRight: [right + (room ?? AROUND.side), bottom + (room ?? AROUND.end)],
    };
  }
}

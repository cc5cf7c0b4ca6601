import type { Map as LeafletMap } from 'leaflet';
import { BuildingLabel, type MapBuilding } from './building-label';
import { chipPlace, type ChipObstacles, type ChipPlace } from './chip-places';
import { fitted, type FreeView } from './free-view';
import { pixelsPerMetre } from './grid-base';
import type { MarkKeys } from './mark-keys';
import { overlap, type Box } from './names';

interface Drawn {
  building: MapBuilding;
  label: BuildingLabel;
  /** Where its chip stands, in layer pixels; undefined while there is no room for it. */
  place?: ChipPlace;
  /** The zoom and circle that the place is for. */
  circle?: string;
}

/** A chip needs room: circles smaller than this on the screen go without a name. Pixels. */
const SMALLEST_NAMED = 18;
/** How far from its place on the circle a chip may be moved to be in view. Pixels. */
const ASIDE = 24;
/** Chips lie below all people or above them, but never above the selected one. */
const LEVEL = { below: -100_000, above: 50_000 };

/** Buildings: a dotted circle each, and a chip with name and head count on its top edge. */
export class BuildingLayer {
  private readonly drawn = new Map<string, Drawn>();

  constructor(
    private readonly map: LeafletMap,
    private readonly keys: MarkKeys,
    private readonly onOpen: (building: MapBuilding) => void,
    /** The part of the map that names keep to. */
    private readonly view: () => FreeView,
  ) {
    void document.fonts?.ready.then(() => this.drawn.forEach(({ label }) => label.measureAgain()));
  }

  update(buildings: readonly MapBuilding[], spoken: (building: MapBuilding) => string): void {
    const present = new Set(buildings.map(({ id }) => id));
    for (const [id, { label }] of this.drawn) {
      if (present.has(id)) continue;
      this.keys.remove(label.node);
      label.remove();
      this.drawn.delete(id);
    }
    for (const building of buildings) {
      const drawn = this.drawn.get(building.id) ?? this.create(building);
      drawn.building = building;
      drawn.label.show(building, spoken(building));
    }
  }

  /** Where the chips stand, in layer pixels. */
  boxes(): Box[] {
    return [...this.drawn.values()].flatMap(({ place }) => place?.box ?? []);
  }

  /**
   * A chip stands at the top of its circle, or elsewhere on it where it would cover somebody.
   *
   * Tiny circles have none, nor those on which it would be cut off or cover another.
   */
  arrange(obstacles: ChipObstacles): void {
    const view = this.view();
    const taken: Box[] = [];
    const first = [...this.drawn.values()].sort(
      ({ building: a }, { building: b }) => Number(b.mine) - Number(a.mine) || b.people - a.people,
    );
    for (const drawn of first) {
      const place = (drawn.place = this.placeFor(drawn, obstacles, taken, view));
      const { node, chip } = drawn.label;
      if (node.hidden !== !place) node.hidden = !place;
      if (!place) continue;
      taken.push(place.box);
      const at = this.map.layerPointToLatLng([place.box.x, place.box.y]);
      if (!chip.getLatLng().equals(at)) chip.setLatLng(at);
      const level = place.above ? LEVEL.above : LEVEL.below;
      if (chip.options.zIndexOffset === level) continue;
      chip.setZIndexOffset(level);
      node.classList.toggle('above', place.above);
    }
  }

  remove(): void {
    for (const { label } of this.drawn.values()) label.remove();
    this.drawn.clear();
  }

  private create(building: MapBuilding): Drawn {
    const drawn: Drawn = { building, label: new BuildingLabel(this.map, building) };
    const { node, chip } = drawn.label;
    const open = (): void => this.onOpen(drawn.building);
    chip.on('click', open);
    this.keys.add({ node, at: () => this.map.latLngToLayerPoint(chip.getLatLng()), open });
    this.drawn.set(building.id, drawn);
    return drawn;
  }

  private placeFor(
    drawn: Drawn,
    obstacles: ChipObstacles,
    taken: readonly Box[],
    view: FreeView,
  ): ChipPlace | undefined {
    const { building, label } = drawn;
    const { latitude, longitude } = building;
    const middle = this.map.latLngToLayerPoint([latitude, longitude]);
    const radius = building.radius * pixelsPerMetre(this.map);
    if (radius < SMALLEST_NAMED) return undefined;
    const size = label.size();
    const circle = [this.map.getZoom(), latitude, longitude, building.radius].join();
    const before = circle === drawn.circle ? drawn.place : undefined;
    drawn.circle = circle;
    return chipPlace({ middle, radius, size, before, firm: building.mine }, obstacles, (box) => {
      // Far from its circle a name would name another one.
      const inside = this.inView(box, view, building.mine ? radius : Math.min(radius, ASIDE));
      return inside && !taken.some((other) => overlap(inside, other)) ? inside : undefined;
    });
  }

  private inView(box: Box, view: FreeView, radius: number): Box | undefined {
    const { x, y } = this.map.layerPointToContainerPoint([box.x, box.y]);
    const at = fitted({ ...box, x, y }, view, radius);
    return at === undefined ? undefined : { ...box, x: box.x + at - x };
  }
}

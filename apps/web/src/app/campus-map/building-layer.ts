import type { Map as LeafletMap, Point } from 'leaflet';
import { pointAt } from '../position/metres';
import type { Round } from './apart';
import { BuildingLabel, type MapBuilding } from './building-label';
import { fitted, type FreeView } from './free-view';
import type { MarkKeys } from './mark-keys';
import { overlap, type Box } from './names';

interface Drawn {
  building: MapBuilding;
  label: BuildingLabel;
  /** Where its chip stands, in layer pixels; undefined while there is no room for it. */
  box?: Box;
  /** Which of the places it took. */
  place?: number;
}

/** A chip needs room: circles smaller than this on the screen go without a name. Pixels. */
const SMALLEST_NAMED = 18;
/** How far a chip's middle may stand outside its circle: on the edge, or clear of it. Pixels. */
const OUTWARD = [11, 30] as const;
/** A chip changes its place only to cover so many people fewer: else it would hop about as they walk. */
const WORTH_A_MOVE = 2;

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
    return [...this.drawn.values()].flatMap(({ box }) => box ?? []);
  }

  /**
   * A chip stands on the top edge, or elsewhere on it where it would cover somebody or be covered.
   *
   * Tiny circles have none, nor those on which it would be cut off or cover another.
   */
  arrange(discs: readonly Round[]): void {
    const view = this.view();
    const taken: Box[] = [];
    const first = [...this.drawn.values()].sort(
      ({ building: a }, { building: b }) => Number(b.mine) - Number(a.mine) || b.people - a.people,
    );
    for (const drawn of first) {
      const box = this.boxFor(drawn, discs, taken, view);
      drawn.box = box;
      if (box) taken.push(box);
      const { node, chip } = drawn.label;
      if (node.hidden !== !box) node.hidden = !box;
      if (!box) continue;
      const place = this.map.layerPointToLatLng([box.x, box.y]);
      if (!chip.getLatLng().equals(place)) chip.setLatLng(place);
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

  private boxFor(
    drawn: Drawn,
    discs: readonly Round[],
    taken: readonly Box[],
    view: FreeView,
  ): Box | undefined {
    const { building, label } = drawn;
    const edge = (bearing: number): Point => {
      const { latitude, longitude } = pointAt(building, building.radius, bearing);
      return this.map.latLngToLayerPoint([latitude, longitude]);
    };
    const [top, bottom] = [edge(0), edge(180)];
    const radius = (bottom.y - top.y) / 2;
    if (radius < SMALLEST_NAMED) return undefined;
    const size = label.size();
    const places = OUTWARD.flatMap((outward) => [top.subtract([0, outward]), bottom.add([0, outward])]);
    let best: { box: Box; place: number; cost: number } | undefined;
    places.forEach((at, place) => {
      const box = this.inView({ x: at.x, y: at.y, ...size }, view, radius);
      if (!box || taken.some((other) => overlap(box, other))) return;
      const cost = coveredBy(box, discs) - (place === drawn.place ? WORTH_A_MOVE - 0.5 : 0);
      if (!best || cost < best.cost) best = { box, place, cost };
    });
    drawn.place = best?.place;
    return best?.box;
  }

  private inView(box: Box, view: FreeView, radius: number): Box | undefined {
    const { x, y } = this.map.layerPointToContainerPoint([box.x, box.y]);
    const at = fitted({ ...box, x, y }, view, radius);
    return at === undefined ? undefined : { ...box, x: box.x + at - x };
  }
}

/** How many discs would lie on a chip. An edge that touches is no harm. */
function coveredBy(box: Box, discs: readonly Round[]): number {
  const harmless = 5;
  return discs.filter(
    ({ x, y, radius }) =>
      Math.abs(x - box.x) < box.halfWidth + radius - harmless &&
      Math.abs(y - box.y) < box.halfHeight + radius - harmless,
  ).length;
}

import { polyline, type LatLngTuple, type Map as LeafletMap, type Polyline } from 'leaflet';
import { METRES_PER_DEGREE } from './metre-ruler';

/** A step of the grid must be this wide to be worth a line, in pixels. */
const NARROWEST = 14;
const STEPS = [50, 250, 1000, 5000, 25_000, 100_000];

/** The drawn base: a grid of 50 m on plain land, so that distance can be read with no tile server in reach. */
export function addGrid(map: LeafletMap): () => void {
  let lines: Polyline | undefined;

  const draw = (): void => {
    lines?.remove();
    const view = map.getBounds().pad(0.5);
    // One width of a degree for the whole neighbourhood, so that lines stay put while the map moves.
    const degree = METRES_PER_DEGREE * Math.cos((Math.round(map.getCenter().lat) * Math.PI) / 180);
    const pixels = pixelsPerMetre(map);
    const step = STEPS.find((metres) => metres * pixels >= NARROWEST);
    if (!step || degree < 1) return;
    const parts: LatLngTuple[][] = [];
    for (const longitude of multiples(view.getWest(), view.getEast(), step / degree))
      parts.push([
        [view.getSouth(), longitude],
        [view.getNorth(), longitude],
      ]);
    for (const latitude of multiples(view.getSouth(), view.getNorth(), step / METRES_PER_DEGREE))
      parts.push([
        [latitude, view.getWest()],
        [latitude, view.getEast()],
      ]);
    lines = polyline(parts, {
      pane: 'map-grid',
      className: 'map-grid-line',
      weight: 1,
      interactive: false,
    }).addTo(map);
  };

  draw();
  map.on('moveend zoomend', draw);
  return () => {
    map.off('moveend zoomend', draw);
    lines?.remove();
  };
}

export function pixelsPerMetre(map: LeafletMap): number {
  const centre = map.getCenter();
  const at = map.project(centre);
  const south = map.unproject(at.add([0, 100]));
  return 100 / Math.max(1e-6, map.distance(centre, south));
}

function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step);
  const count = Math.min(400, Math.floor(to / step) - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}

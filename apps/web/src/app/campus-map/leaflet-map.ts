import { control, map as createMap, type Map as LeafletMap } from 'leaflet';
import { calm } from './map-icon';

/** Where the map opens when nothing is known yet: the campus that the starting data describes. */
const ALAMEDA: [number, number] = [38.7372, -9.139];
/** Drawing order, from the land up. The grid lies below the tiles: it shows where one is missing. */
const PANES: Record<string, number> = {
  'map-grid': 190,
  'map-veil': 300,
  'map-buildings': 410,
  'map-ring': 420,
  'map-people': 600,
  'map-me': 640,
  'map-handle': 660,
};

/** An empty map with the panes that the layers draw in. */
export function openMap(canvas: HTMLElement): LeafletMap {
  const map = createMap(canvas, {
    center: ALAMEDA,
    zoom: 17,
    minZoom: 3,
    maxZoom: 20,
    zoomSnap: 0.25,
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: !calm(),
    fadeAnimation: !calm(),
    markerZoomAnimation: !calm(),
  });
  for (const [name, order] of Object.entries(PANES)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(order);
    // Panes of pure drawing must not take clicks from the map below.
    if (order < 500) pane.style.pointerEvents = 'none';
  }
  control.scale({ imperial: false, position: 'bottomleft', maxWidth: 110 }).addTo(map);
  const resized = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  resized.observe(canvas);
  map.on('unload', () => resized.disconnect());
  return map;
}

import { tileLayer, type Coords, type Map as LeafletMap, type TileEvent } from 'leaflet';
import { TileHealth } from './tile-health';

/** How long until tiles that could not be had are asked for again. Milliseconds. */
const RETRY = 20_000;

/** Tiles of a server that the operator chose; says whenever they can or cannot be had. */
export function addTiles(map: LeafletMap, url: string, onHealth: (good: boolean) => void): () => void {
  const health = new TileHealth(navigator.onLine);
  const layer = tileLayer(url, { maxZoom: 21, maxNativeZoom: 19, className: 'map-tiles' });
  let told = true;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const tell = (): void => {
    if (health.good !== told) onHealth((told = health.good));
    if (told) {
      clearTimeout(retry);
      retry = undefined;
    } else {
      retry ??= setTimeout(askAgain, RETRY);
    }
  };
  /** Not by `redraw`: between two steps of zoom that asks for tiles of a zoom that is no whole number. */
  const redraw = (): void => {
    layer.remove();
    layer.addTo(map);
  };
  const askAgain = (): void => {
    retry = undefined;
    redraw();
    tell();
  };
  const onNetwork = (): void => {
    health.network(navigator.onLine);
    if (navigator.onLine && !told) redraw();
    tell();
  };

  layer.on('tileload', ({ coords }: TileEvent) => {
    health.loaded(nameOf(coords));
    tell();
  });
  layer.on('tileunload', ({ coords }: TileEvent) => {
    health.unloaded(nameOf(coords));
  });
  layer.on('tileerror', () => {
    health.failed();
    tell();
  });
  addEventListener('online', onNetwork);
  addEventListener('offline', onNetwork);
  layer.addTo(map);
  tell();
  return () => {
    clearTimeout(retry);
    removeEventListener('online', onNetwork);
    removeEventListener('offline', onNetwork);
    layer.off();
    layer.remove();
  };
}

function nameOf({ x, y, z }: Coords): string {
  return `${z}/${x}/${y}`;
}

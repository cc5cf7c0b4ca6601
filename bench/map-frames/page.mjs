/**
 * What runs in the browser: one crowd that walks, drawn by the page's own layers or by bare Leaflet.
 *
 * Bundled by `bundle.mjs`; `campus-map` is the folder of that name in the page's sources.
 */
import { Icon, map as createMap, marker } from 'leaflet';
import icon from 'leaflet/dist/images/marker-icon.png';
import shadow from 'leaflet/dist/images/marker-shadow.png';
import { addGrid } from 'campus-map/grid-base';
import { MapScene } from 'campus-map/map-scene';
import { randomNumbers } from '../../tools/simulate/random.mjs';
import { BUILDINGS, walkers } from './walkers.mjs';

const CENTRE = { latitude: 38.7376, longitude: -9.1386 };
const ZOOM = 17.5;

Icon.Default.mergeOptions({ iconUrl: icon, iconRetinaUrl: icon, shadowUrl: shadow, imagePath: '' });
Icon.Default.prototype._getIconUrl = function (name) {
  return this.options[`${name}Url`];
};

/** The page's map: clustered people, buildings, ring, veil and grid. */
function ours(canvas) {
  canvas.className = 'map-canvas';
  const nothing = () => undefined;
  const scene = new MapScene(canvas, {
    clicked: nothing,
    escaped: () => false,
    selected: nothing,
    opened: nothing,
    clusterOpened: nothing,
    buildingOpened: nothing,
    preview: nothing,
    chosen: nothing,
    selfDragged: nothing,
    selfDropped: nothing,
    freeView: () => ({
      left: 0,
      top: 0,
      right: canvas.clientWidth,
      bottom: canvas.clientHeight,
      corners: [],
    }),
  });
  scene.map.setView([CENTRE.latitude, CENTRE.longitude], ZOOM, { animate: false });
  addGrid(scene.map);
  const me = { ...CENTRE, at: 0, source: 'device', accuracy: 12 };
  scene.self.update(me, { source: 'device', stale: false, accuracy: 12, draggable: false, label: 'You' });
  const unread = new Map([['w3', 2]]);
  return {
    move(people) {
      scene.drawMarks({
        people: { people, me, selected: null, unread },
        peopleTexts: {
          person: (person, count) => `${person.name}, ${Math.round(person.distance)} metres, ${count} unread`,
          cluster: (count) => `${count} people`,
          selected: (person) => person.name,
        },
        buildings: BUILDINGS,
        describeBuilding: ({ name, people: count }) => `${name}, ${count}`,
      });
      scene.ring.update(me, 200, { label: 'Range', metres: '200 m', spoken: '200 metres' });
    },
    /** How many people the marks on the map stand for. */
    shown() {
      const persons = canvas.querySelectorAll('.map-person').length;
      const clusters = [...canvas.querySelectorAll('.map-cluster-count')];
      return persons + clusters.reduce((sum, { textContent }) => sum + Number(textContent), 0);
    },
    marks: () => canvas.querySelectorAll('.map-person, .map-cluster').length,
    remove: () => scene.remove(),
  };
}

/** One default marker for each person. */
function bare(canvas) {
  const map = createMap(canvas, { center: [CENTRE.latitude, CENTRE.longitude], zoom: ZOOM, zoomSnap: 0.25 });
  const markers = new Map();
  return {
    move(people) {
      for (const { id, at } of people) {
        const place = [at.latitude, at.longitude];
        if (markers.has(id)) markers.get(id).setLatLng(place);
        else markers.set(id, marker(place).addTo(map));
      }
    },
    shown: () => canvas.querySelectorAll('.leaflet-marker-icon').length,
    marks: () => canvas.querySelectorAll('.leaflet-marker-icon').length,
    remove: () => map.remove(),
  };
}

/** Frames drawn while the crowd moves every second, and the longest pause between two of them. */
globalThis.measure = async ({ which, count, seconds, seed }) => {
  globalThis.document.body.replaceChildren();
  const canvas = globalThis.document.createElement('div');
  canvas.style.cssText = 'position: absolute; inset: 0';
  globalThis.document.body.append(canvas);
  const drawn = which === 'ours' ? ours(canvas) : bare(canvas);
  const walk = walkers(count, CENTRE, randomNumbers(seed));
  drawn.move(walk());
  await new Promise((resolve) => setTimeout(resolve, 1500));

  let frames = 0;
  let longest = 0;
  let last = performance.now();
  let running = true;
  const start = last;
  const frame = (now) => {
    frames++;
    longest = Math.max(longest, now - last);
    last = now;
    if (running) globalThis.requestAnimationFrame(frame);
  };
  globalThis.requestAnimationFrame(frame);
  let busy = 0;
  for (let second = 0; second < seconds; second++) {
    const before = performance.now();
    drawn.move(walk());
    busy += performance.now() - before;
    await new Promise((resolve) => setTimeout(resolve, start + (second + 1) * 1000 - performance.now()));
  }
  running = false;
  const took = (performance.now() - start) / 1000;
  const result = {
    framesPerSecond: frames / took,
    longest,
    busy: busy / seconds,
    shown: drawn.shown(),
    marks: drawn.marks(),
  };
  drawn.remove();
  return result;
};

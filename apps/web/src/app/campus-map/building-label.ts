import { circle, marker, type Circle, type Map as LeafletMap, type Marker } from 'leaflet';
import type { Building } from '../buildings/buildings';
import { ICONS } from '../icon/icons';
import { element, iconOf, write, keepDoubleClicks } from './map-icon';

export interface MapBuilding extends Building {
  /** How many others are in it. */
  people: number;
  /** One's own. */
  mine: boolean;
  /** How many bots have spoken from it. */
  bots: number;
}

const SVG = 'http://www.w3.org/2000/svg';

/** One building on the map: a dotted circle, and a chip with its name, its bot and how many are in it. */
export class BuildingLabel {
  readonly node = element('map-chip', '', 'button');
  readonly chip: Marker;
  private readonly ring: Circle;
  private readonly bot = botSquare();
  private readonly name = element('map-chip-name', '', 'span');
  private readonly count = element('map-chip-count', '', 'span');
  private measured?: { words: string; halfWidth: number; halfHeight: number };

  constructor(map: LeafletMap, building: MapBuilding) {
    this.node.setAttribute('type', 'button');
    this.node.dataset['testid'] = 'map-building';
    this.node.dataset['id'] = building.id;
    // The space is for who speaks to the page: what is seen must stand like that in the spoken name.
    this.node.append(this.bot, this.name, ' ', this.count);
    this.ring = circle([building.latitude, building.longitude], {
      radius: building.radius,
      pane: 'map-buildings',
      className: 'map-building',
      weight: 1.5,
      fill: false,
      interactive: false,
    }).addTo(map);
    this.chip = marker([building.latitude, building.longitude], {
      icon: iconOf(this.node),
      // Among people, so that it can lie below them or above.
      pane: 'map-people',
      keyboard: false,
    }).addTo(map);
    keepDoubleClicks(this.chip);
  }

  show({ name, people, mine, bots, latitude, longitude, radius }: MapBuilding, spoken: string): void {
    write(this.name, name);
    write(this.count, String(people));
    this.count.hidden = people === 0 && !mine;
    this.bot.style.display = bots > 0 ? '' : 'none';
    this.node.classList.toggle('mine', mine);
    if (this.node.ariaLabel !== spoken) this.node.setAttribute('aria-label', spoken);
    this.ring.getElement()?.classList.toggle('mine', mine);
    const { lat, lng } = this.ring.getLatLng();
    if (lat === latitude && lng === longitude && this.ring.getRadius() === radius) return;
    this.ring.setLatLng([latitude, longitude]).setRadius(radius);
  }

  /** Half of its width and height. Measured once for the same words: measuring costs a layout. */
  size(): { halfWidth: number; halfHeight: number } {
    const words = `${this.bot.style.display}${this.name.textContent}${this.count.hidden}${this.count.textContent}`;
    if (this.measured?.words === words) return this.measured;
    const { hidden } = this.node;
    this.node.hidden = false; // else it has no width
    const { offsetWidth, offsetHeight } = this.node;
    this.node.hidden = hidden;
    this.measured = { words, halfWidth: offsetWidth / 2, halfHeight: offsetHeight / 2 };
    return this.measured;
  }

  /** Words become wider or narrower when the font has come. */
  measureAgain(): void {
    this.measured = undefined;
  }

  remove(): void {
    this.ring.remove();
    this.chip.remove();
  }
}

function botSquare(): HTMLElement {
  const square = element('map-chip-bot', '', 'span');
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', '0 -960 960 960');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS.bot);
  drawing.append(path);
  square.append(drawing);
  return square;
}

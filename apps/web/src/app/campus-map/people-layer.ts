import type { Coordinates } from '@perto/contract';
import { marker, point, type Map as LeafletMap, type Marker, type Point } from 'leaflet';
import { firstNameOf, initialsOf, toneOf, type Person } from '../people/person';
import { stepsApart } from './apart';
import { calm, element, iconOf } from './map-icon';

interface Drawn {
  marker: Marker;
  node: HTMLElement;
  name: HTMLElement;
  /** How far the disc steps aside for others at the same place. */
  step: Point;
}

export interface PeopleTexts {
  /** What a screen reader says of somebody. */
  describe: (person: Person) => string;
  /** Name and distance under the selected one. */
  selected: (person: Person) => string;
}

const GLIDE = 600;
/** Beyond this many people names would only cover each other. */
const MOST_NAMED = 120;
const ARROWS: Record<string, readonly [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The others: a disc with initials each, the first name below unless it would collide. */
export class PeopleLayer {
  private readonly drawn = new Map<string, Drawn>();
  private people: readonly Person[] = [];
  private selected: string | null = null;
  private me?: Coordinates;

  constructor(
    private readonly map: LeafletMap,
    private readonly onSelect: (id: string) => void,
    /** Names of buildings, which the names of people leave alone. */
    private readonly buildingNames: () => Coordinates[],
  ) {
    map.on('zoomend', this.arrange);
    map.on('zoomstart', this.stopGliding);
  }

  update(
    people: readonly Person[],
    me: Coordinates | null,
    selected: string | null,
    texts: PeopleTexts,
  ): void {
    this.people = people;
    this.me = me ?? undefined;
    this.selected = selected;
    const present = new Set(people.map(({ id }) => id));
    for (const [id, { marker: old }] of this.drawn) {
      if (present.has(id)) continue;
      old.remove();
      this.drawn.delete(id);
    }
    people.forEach((person, index) => this.show(person, index, texts));
    this.arrange();
  }

  remove(): void {
    this.map.off('zoomend', this.arrange);
    this.map.off('zoomstart', this.stopGliding);
    for (const { marker: old } of this.drawn.values()) old.remove();
    this.drawn.clear();
  }

  private show(person: Person, index: number, texts: PeopleTexts): void {
    const { latitude, longitude } = person.at!;
    let drawn = this.drawn.get(person.id);
    if (!drawn) {
      drawn = this.create(person.id);
      drawn.marker.setLatLng([latitude, longitude]).addTo(this.map);
      this.drawn.set(person.id, drawn);
    } else if (!drawn.marker.getLatLng().equals([latitude, longitude])) {
      this.glide(drawn, latitude, longitude);
    }
    const chosen = person.id === this.selected;
    const disc = drawn.node.firstElementChild!;
    disc.textContent = initialsOf(person.name);
    drawn.node.dataset['tone'] = String(toneOf(person.id));
    drawn.node.classList.toggle('selected', chosen);
    drawn.name.textContent = chosen ? texts.selected(person) : firstNameOf(person.name);
    // Whoever is nearer lies above, so that a name never stands below somebody else's disc.
    drawn.marker.setZIndexOffset(1000 * (chosen ? this.people.length + 1 : this.people.length - index));
    // The crowd is one stop of the tab key; arrows go from one to the next.
    drawn.node.tabIndex = index === 0 ? 0 : -1;
    drawn.node.setAttribute('aria-label', texts.describe(person));
    drawn.node.setAttribute('aria-pressed', String(chosen));
  }

  private create(id: string): Drawn {
    const node = element('map-person', '', 'button');
    node.setAttribute('type', 'button');
    node.dataset['testid'] = 'map-person';
    node.dataset['id'] = id;
    const name = element('map-person-name', '', 'span');
    node.append(element('map-person-disc', '', 'span'), name);
    node.addEventListener('keydown', (event) => this.onKey(id, event));
    const drawn = {
      marker: marker([0, 0], { icon: iconOf(node), keyboard: false, riseOnHover: true }),
      node,
      name,
      step: point(0, 0),
    };
    drawn.marker.on('click', () => this.onSelect(id));
    return drawn;
  }

  private glide({ marker: moved }: Drawn, latitude: number, longitude: number): void {
    const anchor = moved.getElement();
    if (anchor && !calm()) {
      anchor.classList.add('gliding');
      setTimeout(() => anchor.classList.remove('gliding'), GLIDE);
    }
    moved.setLatLng([latitude, longitude]);
  }

  /** A zoom moves every marker at once: gliding there would tear them off the map. */
  private readonly stopGliding = (): void => {
    for (const { marker: shown } of this.drawn.values()) shown.getElement()?.classList.remove('gliding');
  };

  private onKey(id: string, event: KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    event.stopPropagation();
    const from = this.pointOf(id);
    let nearest: { node: HTMLElement; metres: number } | undefined;
    for (const [other, drawn] of this.drawn) {
      if (other === id) continue;
      const to = this.pointOf(other);
      const ahead = (to.x - from.x) * arrow[0] + (to.y - from.y) * arrow[1];
      const aside = Math.abs((to.x - from.x) * arrow[1]) + Math.abs((to.y - from.y) * arrow[0]);
      if (ahead > 0 && aside <= ahead * 2 && (!nearest || ahead + aside < nearest.metres)) {
        nearest = { node: drawn.node, metres: ahead + aside };
      }
    }
    nearest?.node.focus();
  }

  private pointOf(id: string): Point {
    const { marker: shown, step } = this.drawn.get(id)!;
    return this.map.latLngToLayerPoint(shown.getLatLng()).add(step);
  }

  private readonly arrange = (): void => {
    this.stepApart();
    this.placeNames();
  };

  private stepApart(): void {
    const shown = this.people.map(({ id }) => this.drawn.get(id)!);
    const me = this.me && this.map.latLngToLayerPoint([this.me.latitude, this.me.longitude]);
    const discs = shown.map(({ marker: disc }) => this.map.latLngToLayerPoint(disc.getLatLng()));
    stepsApart(discs, me).forEach(({ x, y }, index) => {
      const { node } = shown[index]!;
      shown[index]!.step = point(x, y);
      node.style.translate = x || y ? `${x}px ${y}px` : '';
    });
  }

  /** Nearest people first keep their names; a name that would cover a disc or another name goes. */
  private placeNames(): void {
    const crowded = this.people.length > MOST_NAMED;
    const discs = this.people.map(({ id }) => this.pointOf(id));
    const names: Point[] = [];
    const chips = this.buildingNames().map((at) => this.map.latLngToLayerPoint([at.latitude, at.longitude]));
    this.people.forEach(({ id }, index) => {
      const drawn = this.drawn.get(id)!;
      const below = discs[index]!.add([0, 28]);
      const covers = (other: Point, height: number): boolean =>
        Math.abs(other.x - below.x) < 44 && Math.abs(other.y - below.y) < height;
      const free =
        id === this.selected ||
        (!crowded &&
          names.every((name) => !covers(name, 18)) &&
          chips.every((chip) => Math.abs(chip.x - below.x) > 76 || Math.abs(chip.y - below.y) > 22) &&
          discs.every((disc, other) => other === index || !covers(disc, 26)));
      drawn.name.hidden = !free;
      if (free) names.push(below);
    });
  }
}

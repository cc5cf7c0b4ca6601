import type { Coordinates } from '@perto/contract';
import { marker, point, type LatLng, type Map as LeafletMap, type Marker, type Point } from 'leaflet';
import type { Person } from '../people/person';
import { between, type Round } from './apart';
import { Crowd } from './crowd';
import { sizeOf, type Mark, type Placed } from './group';
import type { Pixels } from './screen-grid';
import { calm, iconOf, narrow } from './map-icon';
import type { MarkKeys } from './mark-keys';
import { freeNames, nameBox, type Box } from './names';
import { ClusterMark, PersonMark } from './person-mark';

export interface PeopleScene {
  people: readonly Person[];
  me: Coordinates | null;
  selected: string | null;
  unread: ReadonlyMap<string, number>;
}

export interface PeopleTexts {
  /** What a screen reader says of somebody, and of several. */
  person: (person: Person, unread: number) => string;
  cluster: (count: number, unread: number) => string;
  /** Name and distance under the selected one. */
  selected: (person: Person) => string;
}

export interface PeopleEvents {
  /** A click, or Space. */
  selected: (id: string) => void;
  /** A click on who is selected already, or Enter. */
  opened: (id: string) => void;
  clusterOpened: (ids: readonly string[]) => void;
}

interface Drawn {
  mark: Mark;
  look: PersonMark | ClusterMark;
  marker: Marker;
  /** At which its mark was made. */
  zoom: number;
}

/** A smaller move is none, and a longer one is seen to happen. Pixels. */
const TREMBLE = 1.5;
const WORTH_A_GLIDE = 4;
/** With so many marks each glides for a shorter time: somebody always moves, and every frame of it is work. */
const MANY = 60;
/** Lifts the selected person over everybody. */
const ABOVE = 100_000;

/** A phone's discs are smaller. */
export const discWidth = (): number => (narrow() ? 30 : 34);

/** The others: a disc each while there is room, and one for many where there is none. */
export class PeopleLayer {
  private readonly crowd = new Crowd();
  private readonly drawn = new Map<string, Drawn>();
  private scene: PeopleScene = { people: [], me: null, selected: null, unread: new Map() };
  private persons = new Map<string, Person>();

  constructor(
    private readonly map: LeafletMap,
    private readonly keys: MarkKeys,
    private readonly events: PeopleEvents,
  ) {
    map.on('zoomstart viewreset', this.stopGliding);
  }

  /** Marks glide to where they are now, or jump: after a zoom, and for whom asked for less motion. */
  update(scene: PeopleScene, texts: PeopleTexts, glide: boolean): void {
    this.scene = scene;
    this.persons = new Map(scene.people.map((person) => [person.id, person]));
    const marks = this.crowd.arrange(this.places(), {
      zoom: this.map.getZoom(),
      disc: discWidth(),
      selected: scene.selected,
      ...(scene.me ? { me: this.project(scene.me) } : {}),
    });
    const motion = this.map.getPane('map-people')?.classList;
    motion?.toggle('gliding', glide && !calm());
    motion?.toggle('brisk', marks.length > MANY);
    const present = new Set(marks.map(({ key }) => key));
    for (const [key, drawn] of this.drawn) if (!present.has(key)) this.drop(key, drawn);
    for (const mark of marks) this.show(mark, texts);
  }

  /** Every disc, in layer pixels. */
  discs(): (Round & { key: string })[] {
    return [...this.drawn.values()].map(({ mark }) => {
      const { x, y } = this.at(mark);
      return { key: mark.key, x, y, radius: mark.radius };
    });
  }

  /** Nearest people first keep their names; a name that would cover something goes. */
  placeNames(chips: readonly Box[]): void {
    const discs = this.discs();
    const places = new Map(discs.map((place) => [place.key, place]));
    const chosen = this.scene.selected && places.get(`p:${this.scene.selected}`);
    const order = [...(chosen ? [chosen] : []), ...discs.filter((place) => place !== chosen)];
    const names = order.flatMap((place) => {
      const { look } = this.drawn.get(place.key)!;
      return look instanceof PersonMark ? [{ key: place.key, box: nameBox(place, look.label) }] : [];
    });
    const free = freeNames(names, discs, chips);
    for (const [key, { look }] of this.drawn) {
      if (look instanceof PersonMark) look.showName(free.has(key) || look.id === this.scene.selected);
    }
  }

  remove(): void {
    this.map.off('zoomstart viewreset', this.stopGliding);
    for (const { marker: shown } of this.drawn.values()) shown.remove();
    this.drawn.clear();
  }

  private places(): Placed[] {
    return this.scene.people.flatMap(({ id, at }) => (at ? [{ id, ...this.project(at) }] : []));
  }

  /** Pixels of the whole world at this zoom: they stay the same while the map is dragged. */
  private project({ latitude, longitude }: Coordinates): { x: number; y: number } {
    const { x, y } = this.map.project([latitude, longitude], this.map.getZoom());
    return { x, y };
  }

  private show(mark: Mark, texts: PeopleTexts): void {
    let drawn = this.drawn.get(mark.key);
    if (!drawn) {
      drawn = this.create(mark);
      drawn.marker.setLatLng(this.placeOf(mark)).addTo(this.map);
      this.drawn.set(mark.key, drawn);
    } else {
      this.move(drawn, mark);
    }
    this.describe(drawn, texts);
    const selected = mark.ids.length === 1 && mark.ids[0] === this.scene.selected;
    const above = selected ? ABOVE : 0;
    if (drawn.marker.options.zIndexOffset !== above) drawn.marker.setZIndexOffset(above);
  }

  private move(drawn: Drawn, mark: Mark): void {
    const { marker: moved, look, mark: before } = drawn;
    const zoomed = drawn.zoom !== this.map.getZoom();
    const way = zoomed ? Infinity : between(before.home, mark.home);
    const aside = zoomed ? Infinity : between(sideStep(before), sideStep(mark));
    // What trembles stays, a small step is a step: only who goes some way is seen to glide.
    if (way < TREMBLE && aside < TREMBLE && before.radius === mark.radius) {
      drawn.mark = { ...mark, x: before.x, y: before.y, home: before.home };
      return;
    }
    drawn.mark = mark;
    drawn.zoom = this.map.getZoom();
    moved.getElement()?.classList.toggle('far', way + aside > WORTH_A_GLIDE);
    if (way > 0) moved.setLatLng(this.placeOf(mark));
    stepAside(look.node, mark);
  }

  private placeOf({ home }: Mark): LatLng {
    return this.map.unproject([home.x, home.y], this.map.getZoom());
  }

  private describe({ look, mark }: Drawn, texts: PeopleTexts): void {
    const unread = mark.ids.reduce((sum, id) => sum + (this.scene.unread.get(id) ?? 0), 0);
    if (look instanceof ClusterMark) {
      const count = mark.ids.length;
      look.show(count, sizeOf(count, discWidth()), unread, texts.cluster(count, unread));
      return;
    }
    const person = this.persons.get(look.id)!;
    look.show({
      person,
      unread,
      selected: look.id === this.scene.selected,
      spoken: texts.person(person, unread),
      caption: texts.selected(person),
    });
  }

  private create(mark: Mark): Drawn {
    const [id] = mark.ids;
    const look = mark.ids.length === 1 && id !== undefined ? new PersonMark(id) : new ClusterMark();
    const drawn: Drawn = {
      mark,
      look,
      zoom: this.map.getZoom(),
      marker: marker([0, 0], { icon: iconOf(look.node), pane: 'map-people', keyboard: false }),
    };
    stepAside(look.node, mark);
    const at = (): Point => this.at(drawn.mark);
    if (look instanceof PersonMark) {
      const select = (): void => this.events.selected(look.id);
      const open = (): void => this.events.opened(look.id);
      drawn.marker.on('click', () => (this.scene.selected === look.id ? open() : select()));
      this.keys.add({ node: look.node, at, open, select });
    } else {
      const open = (): void => this.events.clusterOpened(drawn.mark.ids);
      drawn.marker.on('click', open);
      this.keys.add({ node: look.node, at, open });
    }
    return drawn;
  }

  /** Marks are in pixels of the whole world, layers begin at the map's own origin. */
  private at({ x, y }: Mark): Point {
    return point(x, y).subtract(this.map.getPixelOrigin());
  }

  private drop(key: string, { look, marker: shown }: Drawn): void {
    this.keys.remove(look.node);
    shown.remove();
    this.drawn.delete(key);
  }

  /** A zoom moves every mark at once: gliding there would tear them off the map. */
  private readonly stopGliding = (): void => {
    this.map.getPane('map-people')?.classList.remove('gliding');
  };
}

/** How far a mark stands from where its people are. */
function sideStep({ x, y, home }: Mark): Pixels {
  return { x: x - home.x, y: y - home.y };
}

function stepAside(node: HTMLElement, mark: Mark): void {
  const { x, y } = sideStep(mark);
  const step = Math.round(x) || Math.round(y) ? `${Math.round(x)}px ${Math.round(y)}px` : '';
  if (node.style.translate !== step) node.style.translate = step;
}

import type { Coordinates } from '@perto/contract';
import { marker, type Map as LeafletMap, type Marker, type Point } from 'leaflet';
import type { Person } from '../people/person';
import type { Round } from './apart';
import { Crowd, sizeOf, type Mark, type Placed } from './crowd';
import { calm, iconOf } from './map-icon';
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
}

/** A phone's discs are smaller. */
export const discWidth = (): number => (globalThis.matchMedia?.('(width < 768px)').matches ? 30 : 34);

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
    this.map.getPane('map-people')?.classList.toggle('gliding', glide && !calm());
    const marks = this.crowd.arrange(this.places(), {
      zoom: this.map.getZoom(),
      disc: discWidth(),
      selected: scene.selected,
      ...(scene.me ? { me: this.project(scene.me) } : {}),
    });
    const present = new Set(marks.map(({ key }) => key));
    for (const [key, drawn] of this.drawn) if (!present.has(key)) this.drop(key, drawn);
    marks.forEach((mark, index) => this.show(mark, marks.length - index, texts));
  }

  /** Every disc, in layer pixels. */
  discs(): (Round & { key: string })[] {
    return [...this.drawn.values()].map(({ mark: { key, radius }, marker: shown }) => {
      const { x, y } = this.at(shown, key);
      return { key, x, y, radius };
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

  private show(mark: Mark, order: number, texts: PeopleTexts): void {
    const { home } = mark;
    const place = this.map.unproject([home.x, home.y], this.map.getZoom());
    let drawn = this.drawn.get(mark.key);
    if (!drawn) {
      drawn = this.create(mark);
      drawn.marker.setLatLng(place).addTo(this.map);
      this.drawn.set(mark.key, drawn);
    } else if (!drawn.marker.getLatLng().equals(place)) {
      drawn.marker.setLatLng(place);
    }
    drawn.mark = mark;
    const step = `${Math.round(mark.x - home.x)}px ${Math.round(mark.y - home.y)}px`;
    if (drawn.look.node.style.translate !== step) {
      drawn.look.node.style.translate = step === '0px 0px' ? '' : step;
    }
    this.describe(drawn, texts);
    // Whoever is nearer lies above, so that a name never stands below somebody else's disc.
    const selected = mark.ids.length === 1 && mark.ids[0] === this.scene.selected;
    const above = 1000 * (order + (selected ? 1000 : 0));
    if (drawn.marker.options.zIndexOffset !== above) drawn.marker.setZIndexOffset(above);
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
      marker: marker([0, 0], { icon: iconOf(look.node), pane: 'map-people', keyboard: false }),
    };
    const at = (): Point => this.at(drawn.marker, drawn.mark.key);
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

  private at(shown: Marker, key: string): Point {
    const { x, y, home } = this.drawn.get(key)!.mark;
    return this.map.latLngToLayerPoint(shown.getLatLng()).add([x - home.x, y - home.y]);
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

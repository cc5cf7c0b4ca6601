import type { Coordinates } from '@perto/contract';
import type { Map as LeafletMap, Point } from 'leaflet';
import type { Person } from '../people/person';
import type { Round } from './apart';
import { Crowd } from './crowd';
import { DrawnMark } from './drawn-mark';
import { sizeOf, type Mark, type Placed } from './group';
import { calm, narrow } from './map-icon';
import type { MarkKeys } from './mark-keys';
import { captionBox, freeNames, nameBox, overlap, OWN_DOT, type Box } from './names';
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

/** Where people are seen, in layer pixels. */
export interface PeoplePlaces {
  discs: (Round & { key: string })[];
  names: { key: string; box: Box }[];
  /** What is written at who is selected, always. */
  caption: Box | undefined;
}

/** With so many marks each glides for a shorter time: somebody always moves, and every frame of it is work. */
const MANY = 60;
/** A second click so soon was meant as one with the first. Milliseconds. */
const DOUBLE_CLICK = 400;
/** Lifts the selected person over everybody. */
const ABOVE = 100_000;

/** On a narrower map names keep some distance from everything: it is full sooner. Pixels. */
const NARROW = 400;
const AIR = 5;

/** A phone's discs are smaller. */
export const discWidth = (): number => (narrow() ? 30 : 34);

/** The others: a disc each while there is room, and one for many where there is none. */
export class PeopleLayer {
  private readonly crowd = new Crowd();
  private readonly drawn = new Map<string, DrawnMark>();
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
    const marks = this.crowd.arrange(this.people(), {
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

  /** Every disc and the name below it, in layer pixels; nearest people first, and who is selected before all. */
  places(): PeoplePlaces {
    const chosen = this.drawn.get(`p:${this.scene.selected}`);
    const order = [...(chosen ? [chosen] : []), ...[...this.drawn.values()].filter((it) => it !== chosen)];
    const places: PeoplePlaces = { discs: [], names: [], caption: undefined };
    for (const drawn of order) {
      const { x, y } = drawn.at();
      const { key, radius } = drawn.mark;
      const disc = { key, x, y, radius };
      places.discs.push(disc);
      const { look } = drawn;
      if (!(look instanceof PersonMark)) continue;
      if (drawn === chosen) places.caption = this.captionOf(look, disc);
      else places.names.push({ key, box: nameBox(disc, look.label) });
    }
    return places;
  }

  /** A name that would cover something goes. */
  placeNames({ discs, names }: PeoplePlaces, others: readonly Box[]): void {
    const air = this.map.getSize().x < NARROW ? AIR : 0;
    const free = freeNames(names, discs, others, air);
    for (const [key, { look }] of this.drawn) {
      if (look instanceof PersonMark) look.showName(free.has(key) || look.id === this.scene.selected);
    }
  }

  remove(): void {
    this.map.off('zoomstart viewreset', this.stopGliding);
    for (const drawn of this.drawn.values()) drawn.remove();
    this.drawn.clear();
  }

  private people(): Placed[] {
    return this.scene.people.flatMap(({ id, at }) => (at ? [{ id, ...this.project(at) }] : []));
  }

  /** Pixels of the whole world at this zoom: they stay the same while the map is dragged. */
  private project({ latitude, longitude }: Coordinates): { x: number; y: number } {
    const { x, y } = this.map.project([latitude, longitude], this.map.getZoom());
    return { x, y };
  }

  private show(mark: Mark, texts: PeopleTexts): void {
    const there = this.drawn.get(mark.key);
    if (there) there.move(mark);
    const drawn = there ?? this.create(mark);
    this.describe(drawn, texts);
    drawn.lift(mark.key === `p:${this.scene.selected}` ? ABOVE : 0);
  }

  /** It must not lie below one's own dot: then it goes above. */
  private captionOf(look: PersonMark, disc: Round): Box {
    const below = captionBox(disc, look.label, false);
    const { me } = this.scene;
    const dot = me && this.map.latLngToLayerPoint([me.latitude, me.longitude]);
    const above = dot !== null && overlap(below, { x: dot.x, y: dot.y, ...OWN_DOT });
    look.raiseName(above);
    return above ? captionBox(disc, look.label, true) : below;
  }

  private describe({ look, mark }: DrawnMark, texts: PeopleTexts): void {
    const unread = mark.ids.reduce((sum, id) => sum + (this.scene.unread.get(id) ?? 0), 0);
    if (look instanceof ClusterMark) {
      const count = mark.ids.length;
      look.show(count, sizeOf(count, discWidth()), unread, texts.cluster(count, unread));
      return;
    }
    const person = this.persons.get(look.id)!;
    const selected = look.id === this.scene.selected;
    look.show({
      person,
      unread,
      selected,
      spoken: texts.person(person, unread),
      caption: selected ? texts.selected(person) : '',
    });
  }

  private create(mark: Mark): DrawnMark {
    const [id] = mark.ids;
    const look = mark.ids.length === 1 && id !== undefined ? new PersonMark(id) : new ClusterMark();
    const drawn = new DrawnMark(this.map, mark, look);
    const at = (): Point => drawn.at();
    if (look instanceof PersonMark) {
      const select = (): void => this.events.selected(look.id);
      const open = (): void => this.events.opened(look.id);
      let selectedAt = -Infinity;
      drawn.marker.on('click', ({ originalEvent: { target, timeStamp } }) => {
        if (this.scene.selected !== look.id) {
          selectedAt = timeStamp;
          select();
        } else if (look.isName(target) || timeStamp > selectedAt + DOUBLE_CLICK) {
          open();
        }
      });
      this.keys.add({ node: look.node, at, open, select });
    } else {
      const open = (): void => this.events.clusterOpened(drawn.mark.ids);
      drawn.marker.on('click', open);
      this.keys.add({ node: look.node, at, open });
    }
    this.drawn.set(mark.key, drawn);
    return drawn;
  }

  private drop(key: string, drawn: DrawnMark): void {
    this.keys.remove(drawn.look.node);
    drawn.remove();
    this.drawn.delete(key);
  }

  /** A zoom moves every mark at once: gliding there would tear them off the map. */
  private readonly stopGliding = (): void => {
    this.map.getPane('map-people')?.classList.remove('gliding');
  };
}

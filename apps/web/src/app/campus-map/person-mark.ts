import { firstNameOf, initialsOf, toneOf, type Person } from '../people/person';
import { write, element } from './map-icon';

export interface PersonLook {
  person: Person;
  selected: boolean;
  unread: number;
  /** What a screen reader says. */
  spoken: string;
  /** What stands below the disc when it is selected. */
  caption: string;
}

/** One person: a disc with initials, the first name below, and how many of their messages are unread. */
export class PersonMark {
  readonly node = element('map-person', '', 'button');
  private readonly disc = element('map-person-disc', '', 'span');
  private readonly name = element('map-person-name', '', 'span');
  private readonly badge = element('map-badge', '', 'span');
  private readonly spoken = element('map-spoken', '', 'span');

  /** What is written at it. */
  label = '';
  private selected?: boolean;

  constructor(readonly id: string) {
    this.node.setAttribute('type', 'button');
    this.node.dataset['testid'] = 'map-person';
    this.node.dataset['id'] = id;
    this.node.dataset['tone'] = String(toneOf(id));
    this.badge.hidden = true;
    this.node.append(...drawn(this.disc, this.name, this.badge), this.spoken);
  }

  show({ person, selected, unread, spoken, caption }: PersonLook): void {
    write(this.disc, initialsOf(person.name));
    this.label = selected ? caption : firstNameOf(person.name);
    write(this.name, this.label);
    writeBadge(this.badge, unread);
    write(this.spoken, spoken);
    if (this.selected === selected) return;
    this.selected = selected;
    this.node.classList.toggle('selected', selected);
    this.node.setAttribute('aria-pressed', String(selected));
  }

  /** What is written at it stands above the disc instead of below. */
  raiseName(above: boolean): void {
    this.node.classList.toggle('raised', above);
  }

  isName(target: EventTarget | null): boolean {
    return target === this.name;
  }

  /** The name is there for everybody who hears it, and shown where there is room. */
  showName(free: boolean): void {
    if (this.name.hidden === free) this.name.hidden = !free;
  }
}

/** Several people as one disc, with how many they are and how much of theirs is unread. */
export class ClusterMark {
  readonly node = element('map-cluster', '', 'button');
  private readonly count = element('map-cluster-count', '', 'span');
  private readonly badge = element('map-badge', '', 'span');
  private readonly spoken = element('map-spoken', '', 'span');

  constructor() {
    this.node.setAttribute('type', 'button');
    this.node.dataset['testid'] = 'map-cluster';
    this.badge.hidden = true;
    this.node.append(...drawn(this.count, this.badge), this.spoken);
  }

  show(count: number, size: number, unread: number, spoken: string): void {
    write(this.count, String(count));
    writeBadge(this.badge, unread);
    const width = String(size);
    if (this.node.dataset['size'] !== width) this.node.dataset['size'] = width;
    write(this.spoken, spoken);
  }
}

/** What is only seen: initials, a short name and a number are nothing that one would say. */
function drawn(...parts: HTMLElement[]): HTMLElement[] {
  for (const part of parts) part.setAttribute('aria-hidden', 'true');
  return parts;
}

function writeBadge(badge: HTMLElement, unread: number): void {
  write(badge, unread > 99 ? '99+' : String(unread));
  if (badge.hidden !== unread < 1) badge.hidden = unread < 1;
}

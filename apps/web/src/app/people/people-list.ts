import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
  linkedSignal,
  output,
  signal,
} from '@angular/core';
import { timeWords } from '../texts/times';
import { Language } from '../texts/language';
import { MANY, OUTDOORS, groupOf, inGroups, matching, type PeopleGroup } from './people-groups';
import { PeopleSearch } from './people-search';
import type { Person, PersonNews } from './person';
import { PersonRow } from './person-row';
import { RowFocus } from './row-focus';
import { steadyOrder, type Standing } from './steady-order';

/**
 * People as rows, nearest first; each opens a conversation, or is checked as a recipient. A long list can
 * be searched and is grouped by building. No row moves while it is pointed at or has the focus.
 */
@Component({
  selector: 'perto-people-list',
  imports: [PeopleSearch, PersonRow],
  templateUrl: './people-list.html',
  styleUrl: './people-list.css',
  host: {
    '(pointerenter)': 'pointed.set(true)',
    '(pointerleave)': 'pointed.set(false)',
    '(pointercancel)': 'pointed.set(false)',
  },
  hostDirectives: [RowFocus],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PeopleList {
  readonly people = input.required<readonly Person[]>();
  readonly label = input.required<string>();
  /** The hairline of a row is filled to distance ÷ range, in metres. */
  readonly range = input.required<number>();
  readonly selected = input<string | null>(null);
  readonly choosing = input(false);
  readonly chosen = input<ReadonlyMap<string, Person>>(new Map());
  /** What was last said with whom, by their id. */
  readonly news = input<ReadonlyMap<string, PersonNews>>(new Map());
  /** Since when the list is what it is, in milliseconds since 1970, while it cannot be refreshed. */
  readonly knownAt = input<number | null>(null);

  readonly opened = output<Person>();
  readonly toggled = output<Person>();

  protected readonly texts = inject(Language).texts;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly focus = inject(RowFocus);
  protected readonly pointed = signal(false);
  /** Another list begins with an empty search. */
  protected readonly search = linkedSignal({ source: this.label, computation: () => '' });

  protected readonly searchable = computed(() => this.people().length > MANY || this.search() !== '');
  protected readonly groups = computed((): PeopleGroup[] => {
    const people = this.people();
    return inGroups(this.order(), matching(people, this.search()));
  });
  protected readonly found = computed(() =>
    this.groups().reduce((sum, { people }) => sum + people.length, 0),
  );
  protected readonly seenAt = computed(() => {
    const knownAt = this.knownAt();
    return knownAt === null ? '' : timeWords(knownAt, this.texts());
  });

  private readonly held = computed(() => this.pointed() || this.focus.inside());
  private readonly order = linkedSignal<{ wanted: Standing[]; list: string; held: boolean }, Standing[]>({
    source: () => ({ wanted: this.wanted(), list: this.label(), held: this.held() }),
    computation: ({ wanted, list, held }, before) =>
      held && before?.source.list === list ? steadyOrder(before.value, wanted) : wanted,
  });
  private readonly wanted = computed((): Standing[] => {
    const people = this.people();
    const grouped = people.length > MANY;
    return people.map((person) => ({ id: person.id, group: grouped ? groupOf(person) : '' }));
  });

  constructor() {
    // Who was selected on the map is shown in the list too; the focus stays where it is.
    afterRenderEffect(() => {
      const selected = this.selected();
      if (selected !== null) this.rowOf(selected)?.scrollIntoView?.({ block: 'nearest' });
    });
  }

  protected headingOf({ key, building }: PeopleGroup): string {
    const { people } = this.texts();
    return building ?? (key === OUTDOORS ? people.outdoors : people.noPlace);
  }

  private rowOf(id: string): HTMLElement | undefined {
    const rows = this.host.nativeElement.querySelectorAll<HTMLElement>('li');
    return [...rows].find(({ dataset }) => dataset['id'] === id);
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Icon } from '../icon/icon';
import { Avatar } from '../people/avatar';
import type { Person } from '../people/person';
import { Language } from '../texts/language';
import { timeWords } from '../texts/times';
import { botWords } from './bot-words';

/** Whom one talks to, how far away they are, and the way back. */
@Component({
  selector: 'perto-conversation-header',
  imports: [Avatar, Icon],
  templateUrl: './conversation-header.html',
  styleUrl: './conversation-header.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConversationHeader {
  /** Null in the conversation with several. */
  readonly person = input.required<Person | null>();
  readonly bot = input(false);
  /** Name of the building that a bot speaks to. */
  readonly building = input<string | undefined>(undefined);
  /** One's own range in metres: the line below is as long as the way to the other is of it. */
  readonly range = input.required<number>();
  /** When distances were last told, while nobody tells them; milliseconds since 1970. */
  readonly knownAt = input<number | null>(null);

  readonly closed = output<void>();
  readonly mapAsked = output<void>();

  protected readonly texts = inject(Language).texts;
  protected readonly share = computed(() => {
    const distance = this.person()?.distance;
    return distance === undefined ? 0 : Math.min(1, distance / this.range());
  });
  protected readonly detail = computed(() => {
    const { conversations, people, units } = this.texts();
    const person = this.person();
    if (!person) return conversations.severalHint;
    if (this.bot()) return botWords(this.building(), this.texts());
    if (person.distance === undefined) return conversations.away;
    const far = units.metres(person.distance);
    const knownAt = this.knownAt();
    if (knownAt !== null) return conversations.wasAt(far, timeWords(knownAt, this.texts()));
    return `${far} · ${person.building?.name ?? people.outdoors}`;
  });
}

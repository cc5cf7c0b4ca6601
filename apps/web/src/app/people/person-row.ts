import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Language } from '../texts/language';
import { Avatar } from './avatar';
import type { Person, PersonNews } from './person';

/** What a row shows of somebody. Whether it is pressed or checked is up to the list around it. */
@Component({
  selector: 'perto-person-row',
  imports: [Avatar],
  templateUrl: './person-row.html',
  styleUrl: './person-row.css',
  host: { '[class.old]': 'seenAt()', '[class.selected]': 'selected()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PersonRow {
  readonly person = input.required<Person>();
  /** The hairline is filled to distance ÷ range, in metres. */
  readonly range = input.required<number>();
  readonly news = input<PersonNews | undefined>();
  readonly selected = input(false);
  /** The time of the positions, in words, when they are not those of now. */
  readonly seenAt = input('');

  protected readonly texts = inject(Language).texts;
  protected readonly share = computed(() => {
    const { distance } = this.person();
    return distance === undefined ? 0 : Math.min(1, distance / this.range());
  });
  /** Number and unit apart: the number is what one looks for. */
  protected readonly metres = computed(() => {
    const { distance } = this.person();
    return distance === undefined ? null : this.texts().units.metres(distance).split(/\s/);
  });
  /** What was said takes the place of the place only while it is worth it. */
  protected readonly said = computed(() => {
    const news = this.news();
    return news && !this.seenAt() && (news.unread > 0 || news.recent) ? news : null;
  });
  protected readonly where = computed(() => {
    const { building, at } = this.person();
    const { people } = this.texts();
    if (this.seenAt()) return people.seenAt(this.seenAt());
    return building?.name ?? (at ? people.outdoors : '');
  });
}

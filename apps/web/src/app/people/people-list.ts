import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';
import { Avatar } from './avatar';
import type { Person } from './person';

/** People as rows, nearest first; each can be selected, written to, or checked as a recipient. */
@Component({
  selector: 'perto-people-list',
  imports: [Avatar, Icon],
  templateUrl: './people-list.html',
  styleUrl: './people-list.css',
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

  readonly picked = output<string | null>();
  readonly written = output<Person>();
  readonly toggled = output<Person>();

  protected readonly texts = inject(Language).texts;

  protected share({ distance }: Person): number {
    return distance === undefined ? 0 : Math.min(1, distance / this.range());
  }
}

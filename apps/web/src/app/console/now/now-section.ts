import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { isId, LIMITS } from '@perto/contract';
import { Icon } from '../../icon/icon';
import { Avatar } from '../../people/avatar';
import { ConsoleLanguage } from '../console-language';
import { failureWords } from '../console-words';
import { LiveNow } from './live-now';
import { PeopleThere, type Where } from './people-there';

/** In the address, where no id of a building can stand. */
const OUTSIDE = '*outside';

/** Live counts, and who is online, by building. */
@Component({
  selector: 'perto-now-section',
  imports: [Avatar, Icon, RouterLink],
  providers: [PeopleThere],
  templateUrl: './now-section.html',
  styleUrls: ['../console.css', './now-section.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NowSection {
  private readonly live = inject(LiveNow);
  private readonly there = inject(PeopleThere);
  private readonly query = toSignal(inject(ActivatedRoute).queryParamMap);
  protected readonly texts = inject(ConsoleLanguage).texts;
  protected readonly outside = OUTSIDE;
  protected readonly searched = signal('');
  protected readonly most = LIMITS.maxAdminPageSize;

  protected readonly overview = this.live.overview;
  protected readonly people = this.there.people;
  protected readonly incomplete = this.there.incomplete;
  protected readonly chosen = computed(() => {
    const chosen = this.query()?.get('in') ?? '';
    return chosen === OUTSIDE || isId(chosen) ? chosen : '';
  });
  /** The largest first. */
  protected readonly rows = computed(() =>
    [...(this.overview()?.buildings ?? [])].sort(
      (a, b) => b.people - a.people || a.name.localeCompare(b.name, this.texts().locale, { numeric: true }),
    ),
  );
  /** What the longest hairline stands for. */
  private readonly largest = computed(() =>
    Math.max(1, this.overview()?.outside ?? 0, ...this.rows().map(({ people }) => people)),
  );
  protected readonly title = computed(() => {
    const { live } = this.texts();
    if (this.chosen() === '') return live.everybody;
    if (this.chosen() === OUTSIDE) return live.whoOutside;
    const building = this.rows().find(({ id }) => id === this.chosen());
    return live.who(building?.name ?? this.chosen());
  });
  protected readonly problem = computed(() => {
    const failure = this.there.failure();
    return failure ? failureWords(failure, this.texts()) : null;
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(this.texts().administration.title(this.texts().administration.now)));
    effect(() => {
      const [where, search] = [whereOf(this.chosen()), this.searched().trim()];
      untracked(() => void this.there.look(where, search));
    });
    effect(() => {
      if (this.overview()) untracked(() => void this.there.refresh());
    });
  }

  protected share(people: number): number {
    return people / this.largest();
  }

  protected search(event: Event): void {
    this.searched.set((event.target as HTMLInputElement).value.slice(0, LIMITS.maxSearchCharacters));
  }

  protected again(): void {
    void this.there.refresh();
  }
}

function whereOf(chosen: string): Where {
  if (chosen === '') return { kind: 'everywhere' };
  return chosen === OUTSIDE ? { kind: 'outside' } : { kind: 'building', id: chosen };
}

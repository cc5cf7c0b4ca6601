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
import { ActivatedRoute, Router } from '@angular/router';
import { LIMITS, characterCount, isId } from '@perto/contract';
import { Icon } from '../../icon/icon';
import { Session } from '../../session/session';
import { Confirm } from '../confirm';
import { ConsoleLanguage } from '../console-language';
import { failureWords } from '../console-words';
import { LiveNow } from '../now/live-now';
import { BuildingMessage } from './building-message';

/** From here on the counter is shown, in characters. */
const COUNTED = 1_800;

/** A message to everybody in a building, in the admin's own name. */
@Component({
  selector: 'perto-message-section',
  imports: [Confirm, Icon],
  templateUrl: './message-section.html',
  styleUrls: ['../console.css', './message-section.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MessageSection {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly live = inject(LiveNow);
  private readonly session = inject(Session);
  private readonly query = toSignal(this.route.queryParamMap);
  protected readonly message = inject(BuildingMessage);
  protected readonly texts = inject(ConsoleLanguage).texts;
  protected readonly most = LIMITS.maxMessageCharacters;
  protected readonly asking = signal(false);

  protected readonly buildings = computed(() =>
    [...(this.live.overview()?.buildings ?? [])].sort((a, b) =>
      a.name.localeCompare(b.name, this.texts().locale, { numeric: true }),
    ),
  );
  protected readonly known = computed(() => this.live.overview() !== null);
  protected readonly target = computed(() =>
    this.buildings().find(({ id }) => id === this.message.building()),
  );
  protected readonly count = computed(() => characterCount(this.message.text()));
  protected readonly counted = computed(() => this.count() >= COUNTED);
  protected readonly tooLong = computed(() => this.count() > this.most);
  protected readonly ready = computed(
    () => this.target() !== undefined && this.message.text().trim() !== '' && !this.tooLong(),
  );
  protected readonly name = computed(() => this.session.person()?.name ?? '');
  protected readonly problem = computed(() => {
    const failure = this.message.failure();
    return failure ? failureWords(failure, this.texts()) : null;
  });
  protected readonly outcome = computed(() => {
    const sent = this.message.sent();
    const name = this.buildings().find(({ id }) => id === sent?.building)?.name ?? '';
    return sent ? this.texts().notice.sent(sent.reached, name) : null;
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(this.texts().administration.title(this.texts().administration.message)));
    effect(() => {
      const building = this.query()?.get('building') ?? '';
      if (isId(building)) untracked(() => this.message.to(building));
    });
  }

  protected choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.message.to(value);
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: value ? { building: value } : {},
      replaceUrl: true,
    });
  }

  protected type(event: Event): void {
    this.message.type((event.target as HTMLTextAreaElement).value);
  }

  protected ask(event: Event): void {
    event.preventDefault();
    if (this.ready() && !this.message.sending()) this.asking.set(true);
  }

  protected async confirm(): Promise<void> {
    if (await this.message.send()) this.asking.set(false);
  }
}

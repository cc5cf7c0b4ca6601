import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import { Clock } from '../clock/clock';
import { Icon } from '../icon/icon';
import { botWords } from '../messages/bot-words';
import { Conversations } from '../messages/conversations';
import { Language } from '../texts/language';
import { timeWords } from '../texts/times';
import { CampusView } from './campus-view';

/** Over a phone's map it gives the map free again after this time. Milliseconds. */
const FLOATS_FOR = 12_000;

/**
 * The latest that a bot has said today. It stands above the lists until it is put away; on a phone it floats
 * over the map for a while, unless it is pointed at or has the focus.
 */
@Component({
  selector: 'perto-bot-notice',
  imports: [Icon],
  template: `
    @if (notice(); as said) {
      <article class="notice" data-testid="notice" [class.over]="over()">
        <span class="sign"><perto-icon name="bot" /></span>
        <div class="words">
          <p class="who">
            <strong
              ><bdi>{{ said.name }}</bdi></strong
            >
            · {{ said.of }} · {{ said.time }}
          </p>
          <p class="text" dir="auto">{{ said.text }}</p>
        </div>
        <button type="button" class="open" [attr.aria-label]="said.open" (click)="open(said.id)"></button>
        <button
          type="button"
          class="icon-button"
          data-testid="put-away"
          [attr.aria-label]="texts().conversations.putAway"
          (click)="putAway.set(said.key)"
        >
          <perto-icon name="close" />
        </button>
      </article>
    }
  `,
  styleUrl: './bot-notice.css',
  host: {
    '(pointerenter)': 'held.set(true)',
    '(pointerleave)': 'held.set(false)',
    '(focusin)': 'held.set(true)',
    '(focusout)': 'held.set(false)',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BotNotice {
  private readonly conversations = inject(Conversations);
  private readonly view = inject(CampusView);
  private readonly now = inject(Clock).now;
  protected readonly texts = inject(Language).texts;
  protected readonly held = signal(false);
  protected readonly over = signal(false);
  protected readonly putAway = signal('');

  private readonly latest = computed(() =>
    this.conversations.all().find(({ with: partner, latest }) => partner?.kind === 'bot' && !latest.mine),
  );
  private readonly today = computed(() => new Date(this.now()).toDateString());
  protected readonly notice = computed(() => {
    const latest = this.latest();
    if (!latest || latest.latest.id === this.putAway()) return null;
    if (new Date(latest.latest.at).toDateString() !== this.today()) return null;
    const { people } = this.texts();
    const { id, with: bot } = latest;
    const name = bot?.name ?? id;
    return {
      id,
      key: latest.latest.id ?? '',
      name,
      of: botWords(bot?.building?.name, this.texts()),
      time: timeWords(latest.latest.at, this.texts()),
      text: latest.latest.text,
      open: people.openWith(name),
    };
  });
  private readonly key = computed(() => this.notice()?.key);

  constructor() {
    effect((onCleanup) => {
      if (this.key() === undefined || this.held()) return;
      this.over.set(false);
      const floating = setTimeout(() => this.over.set(true), FLOATS_FOR);
      onCleanup(() => clearTimeout(floating));
    });
  }

  protected open(id: string): void {
    void this.view.talk(id);
  }
}

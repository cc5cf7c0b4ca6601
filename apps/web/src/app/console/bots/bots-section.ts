import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import type { AdminBot } from '@perto/contract';
import { Clock } from '../../clock/clock';
import { Icon } from '../../icon/icon';
import { Confirm } from '../confirm';
import { ConsoleLanguage } from '../console-language';
import { failureWords } from '../console-words';
import { LiveNow } from '../now/live-now';
import { BotPermits } from './bot-permits';
import { BotTable, type Step } from './bot-table';

interface Asking {
  bot: AdminBot;
  step: Step;
}

/** Bots that wait for an admin, those that may speak, and those that may not. */
@Component({
  selector: 'perto-bots-section',
  imports: [BotTable, Confirm, Icon],
  providers: [BotPermits],
  templateUrl: './bots-section.html',
  styleUrls: ['../console.css', './bots-section.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BotsSection {
  private readonly live = inject(LiveNow);
  private readonly permits = inject(BotPermits);
  protected readonly now = inject(Clock).now;
  protected readonly texts = inject(ConsoleLanguage).texts;

  protected readonly waiting = this.permits.waiting;
  protected readonly allowed = this.permits.allowed;
  protected readonly refused = this.permits.refused;
  /** What an admin wants to do and has not confirmed. */
  protected readonly asking = signal<Asking | null>(null);
  protected readonly busy = signal(false);
  private readonly stepFailure = signal<unknown>(null);
  protected readonly said = signal('');

  protected readonly problem = computed(() => this.wordsOf(this.permits.failure()));
  protected readonly stepProblem = computed(() => this.wordsOf(this.stepFailure()));
  protected readonly question = computed(() => {
    const asking = this.asking();
    if (!asking) return null;
    const { permits } = this.texts();
    const { id, building, online } = asking.bot;
    switch (asking.step) {
      case 'authorize':
        return {
          title: permits.authorizeAsk(id),
          text: permits.authorizeWhat(building.name),
          action: permits.authorize,
        };
      case 'refuse':
        return { title: permits.refuseAsk(id), text: permits.refuseWhat, action: permits.refuse };
      case 'suspend':
        return {
          title: permits.suspendAsk(id),
          text: online ? permits.suspendWhatOnline : permits.suspendWhat,
          action: permits.suspend,
        };
    }
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(this.texts().administration.title(this.texts().administration.bots)));
    effect(() => {
      void this.live.overview();
      untracked(() => void this.permits.refresh());
    });
  }

  protected ask(asking: Asking): void {
    this.said.set('');
    this.stepFailure.set(null);
    this.asking.set(asking);
  }

  protected again(): void {
    void this.permits.refresh();
  }

  protected async confirm(): Promise<void> {
    const asking = this.asking();
    if (!asking) return;
    const { bot, step } = asking;
    const { permits } = this.texts();
    this.busy.set(true);
    this.stepFailure.set(null);
    try {
      await this.permits.decide(bot.id, step === 'authorize');
      void this.live.refresh();
      this.said.set(step === 'authorize' ? permits.authorized(bot.id) : permits.silenced(bot.id));
      this.asking.set(null);
    } catch (failure) {
      this.stepFailure.set(failure);
    } finally {
      this.busy.set(false);
    }
  }

  private wordsOf(failure: unknown): string | null {
    return failure ? failureWords(failure, this.texts()) : null;
  }
}

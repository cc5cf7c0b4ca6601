import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminBot } from '@perto/contract';
import { Icon } from '../../icon/icon';
import { ConsoleLanguage } from '../console-language';
import { dateWords } from '../console-words';

/** What an admin can decide on a bot. */
export type Step = 'authorize' | 'refuse' | 'suspend';

/** Older than this a date says more than an age. Seconds. */
const A_DAY = 24 * 3600;

/** Bots of one standing, and what can be decided on each. */
@Component({
  selector: 'perto-bot-table',
  imports: [Icon, RouterLink],
  templateUrl: './bot-table.html',
  styleUrls: ['../console.css', './bot-table.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BotTable {
  readonly bots = input.required<readonly AdminBot[]>();
  readonly standing = input.required<'waiting' | 'allowed' | 'refused'>();
  /** Milliseconds since 1970, ticking. */
  readonly now = input.required<number>();
  readonly asked = output<{ bot: AdminBot; step: Step }>();

  protected readonly texts = inject(ConsoleLanguage).texts;

  /** How long it has waited, or since when it stands so. */
  protected since({ registered_at, decided_at }: AdminBot): string {
    const instant = this.standing() === 'waiting' ? registered_at : decided_at;
    if (instant === null) return this.texts().permits.longAgo;
    const seconds = (this.now() - Date.parse(instant)) / 1000;
    return seconds < A_DAY ? this.texts().units.ago(seconds) : dateWords(instant, this.texts().locale);
  }
}

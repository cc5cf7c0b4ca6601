import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';
import { Language } from '../texts/language';
import type { ServerPause } from '../wire/pauses';
import type { ConnectionState } from './connection-state';
import { connectionWords, type ConnectionWords } from './connection-words';

/** A first connection that takes less is not worth a word. Milliseconds. */
const SLOW = 1_000;

const ICONS: Record<ConnectionWords['kind'], IconName> = {
  offline: 'offline',
  lost: 'connection',
  paused: 'timer',
  back: 'check',
  connecting: 'connection',
};

/** Says what is the matter with the connection, one thing at a time; silent while all is well. */
@Component({
  selector: 'perto-connection-banner',
  imports: [Icon],
  templateUrl: './connection-banner.html',
  styleUrl: './connection-banner.css',
  host: { 'data-testid': 'connection', '[attr.data-state]': 'state().kind', '[class.shown]': 'words()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConnectionBanner {
  readonly state = input.required<ConnectionState>();
  /** Milliseconds since 1970, ticking. */
  readonly now = input.required<number>();
  /** When the lists were last told, in milliseconds since 1970; 0 before. */
  readonly knownAt = input(0);
  readonly pause = input<ServerPause | null>(null);
  readonly back = input(false);
  /** How many messages that had to wait were sent since it is back. */
  readonly sent = input(0);
  readonly retry = output<void>();
  protected readonly texts = inject(Language).texts;
  private readonly slow = signal(false);

  protected readonly words = computed(() =>
    connectionWords(
      {
        state: this.state(),
        now: this.now(),
        knownAt: this.knownAt(),
        pause: this.pause(),
        back: this.back(),
        sent: this.sent(),
        slow: this.slow(),
      },
      this.texts(),
    ),
  );
  protected readonly icon = computed(() => ICONS[this.words()?.kind ?? 'connecting']);

  constructor() {
    effect((onCleanup) => {
      this.slow.set(false);
      if (this.state().kind !== 'connecting') return;
      const waiting = setTimeout(() => this.slow.set(true), SLOW);
      onCleanup(() => clearTimeout(waiting));
    });
  }
}

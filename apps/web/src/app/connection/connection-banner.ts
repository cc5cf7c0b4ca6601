import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';
import type { ConnectionState } from './connection';

/** Says when there is no live connection, and offers to try again now. Silent while all is well. */
@Component({
  selector: 'perto-connection-banner',
  imports: [Icon],
  template: `
    <div role="status" class="place" data-testid="connection" [attr.data-state]="state().kind">
      @if (words(); as text) {
        <p class="banner">
          <perto-icon name="connection" /><span>{{ text }}</span>
          @if (state().kind === 'lost') {
            <button type="button" (click)="retry.emit()">{{ texts().connection.retry }}</button>
          }
        </p>
      } @else {
        <span class="hidden-text">{{ texts().connection.online }}</span>
      }
    </div>
  `,
  styles: `
    .banner {
      display: flex;
      gap: 10px;
      align-items: center;
      min-height: 44px;
      padding: 4px 12px;
      border-radius: var(--radius-control);
      background: var(--system);
      color: var(--on-system);
      font: var(--text-name);
    }
    span {
      flex: 1;
      text-wrap: balance;
    }
    button {
      flex: none;
      min-height: 36px;
      padding: 0 4px;
      border: 0;
      background: none;
      font: var(--text-name);
      text-decoration: underline;
      text-underline-offset: 3px;
    }
    button:focus-visible {
      outline-color: var(--on-system);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConnectionBanner {
  readonly state = input.required<ConnectionState>();
  /** Milliseconds since 1970, ticking. */
  readonly now = input.required<number>();
  readonly retry = output<void>();
  protected readonly texts = inject(Language).texts;

  protected readonly words = computed(() => {
    const state = this.state();
    const { connection } = this.texts();
    if (state.kind === 'connecting') return connection.connecting;
    if (state.kind !== 'lost') return '';
    if (state.refusal) return connection.refused(state.refusal);
    return connection.lost(Math.max(0, Math.ceil((state.retryAt - this.now()) / 1000)));
  });
}

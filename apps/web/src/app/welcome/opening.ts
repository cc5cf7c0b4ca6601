import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Logo } from '../logo/logo';
import { Language } from '../texts/language';
import { WelcomeFrame } from './welcome-frame';

/** Before anything is known: opening, or no answer and a way to try again. */
@Component({
  selector: 'perto-opening',
  imports: [Logo, WelcomeFrame],
  template: `
    @if (failed()) {
      <perto-welcome-frame [empty]="true">
        <div role="alert" data-testid="away">
          <h1>{{ texts().welcome.away }}</h1>
        </div>
        <p class="promise">{{ texts().welcome.awayWhy }}</p>
        <button type="button" class="button" data-testid="retry" (click)="retry.emit()">
          {{ texts().welcome.retry }}
        </button>
      </perto-welcome-frame>
    } @else {
      <main class="opening" data-testid="opening">
        <h1><perto-logo /></h1>
        <p role="status">{{ texts().welcome.loading }}</p>
      </main>
    }
  `,
  styleUrl: './welcome.css',
  styles: `
    .opening {
      display: grid;
      place-content: center;
      justify-items: center;
      gap: 16px;
      min-height: 100dvh;
      padding: 24px;
      color: var(--ink-2);
    }
    .opening h1 {
      color: var(--ink);
      font: inherit;
    }
    /* A page that opens at once should not flicker its words. */
    .opening p {
      animation: appear 160ms 400ms backwards;
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Opening {
  readonly failed = input(false);
  readonly retry = output<void>();
  protected readonly texts = inject(Language).texts;
}

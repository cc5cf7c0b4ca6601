import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Logo } from '../logo/logo';
import { Language } from '../texts/language';

/** Before anything is known: opening, or no answer and a way to try again. */
@Component({
  selector: 'perto-opening',
  imports: [Logo],
  template: `
    <main class="opening">
      <perto-logo />
      @if (failed()) {
        <h1>{{ texts().welcome.away }}</h1>
        <p>{{ texts().welcome.awayWhy }}</p>
        <button type="button" class="button" (click)="retry.emit()">{{ texts().welcome.retry }}</button>
      } @else {
        <p role="status">{{ texts().welcome.loading }}</p>
      }
    </main>
  `,
  styles: `
    .opening {
      display: grid;
      place-content: center;
      justify-items: center;
      gap: 16px;
      min-height: 100dvh;
      padding: 24px;
      color: var(--ink-2);
      text-align: center;
    }
    perto-logo,
    h1 {
      color: var(--ink);
    }
    h1 {
      font: var(--text-display);
      letter-spacing: -0.022em;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Opening {
  readonly failed = input(false);
  readonly retry = output<void>();
  protected readonly texts = inject(Language).texts;
}

import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Logo } from '../logo/logo';
import { Language } from '../texts/language';
import { WelcomeMap } from './welcome-map';

/** After leaving: public, so that nobody is signed straight in again. */
@Component({
  selector: 'perto-signed-out',
  imports: [Logo, WelcomeMap],
  template: `
    <main class="welcome">
      <section class="words" data-testid="signed-out">
        <perto-logo />
        <div class="middle">
          <h1>{{ texts().welcome.signedOut }}</h1>
          <p class="promise">{{ texts().welcome.signedOutErased }}</p>
          <p class="aside">{{ texts().welcome.signedOutElsewhere }}</p>
          <a class="button" href="/login" data-testid="sign-in">{{ texts().welcome.signInAgain }}</a>
        </div>
      </section>
      <perto-welcome-map class="picture empty" />
    </main>
  `,
  styleUrl: './welcome.css',
  styles: `
    .aside {
      color: var(--ink-2);
      font: var(--text-small);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignedOut {
  protected readonly texts = inject(Language).texts;
}

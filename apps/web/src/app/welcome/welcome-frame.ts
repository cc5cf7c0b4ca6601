import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Logo } from '../logo/logo';
import { LanguageChoice } from '../preferences/language-choice';
import { ThemeChoice } from '../preferences/theme-choice';
import { WelcomeMap } from './welcome-map';

/** The page without the campus: words beside a picture, over it on a phone; language and theme at hand. */
@Component({
  selector: 'perto-welcome-frame',
  imports: [LanguageChoice, Logo, ThemeChoice, WelcomeMap],
  template: `
    <main class="frame">
      <section class="words">
        <header>
          <perto-logo />
          <perto-language-choice [compact]="true" />
        </header>
        <div class="middle"><ng-content /></div>
        <footer><perto-theme-choice [compact]="true" /></footer>
      </section>
      <perto-welcome-map class="picture" [class.empty]="empty()" />
    </main>
  `,
  styleUrl: './welcome-frame.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WelcomeFrame {
  /** A picture with nobody in it. */
  readonly empty = input(false);
}

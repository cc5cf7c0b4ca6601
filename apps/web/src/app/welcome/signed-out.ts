import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  effect,
  inject,
  viewChild,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Language } from '../texts/language';
import { WelcomeFrame } from './welcome-frame';

/** After leaving: public, so that nobody is signed straight in again. */
@Component({
  selector: 'perto-signed-out',
  imports: [WelcomeFrame],
  template: `
    <perto-welcome-frame [empty]="true">
      <h1 #heading tabindex="-1" data-testid="signed-out">{{ texts().welcome.signedOut }}</h1>
      <p class="promise">{{ texts().welcome.signedOutErased }}</p>
      <p class="aside">{{ texts().welcome.signedOutElsewhere }}</p>
      <a class="button" href="/login" data-testid="sign-in">{{ texts().welcome.signInAgain }}</a>
    </perto-welcome-frame>
  `,
  styleUrl: './welcome.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignedOut {
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly texts = inject(Language).texts;

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(this.texts().page.signedOut));
    // What had the focus is gone with the campus.
    afterNextRender(() => this.heading().nativeElement.focus());
  }
}

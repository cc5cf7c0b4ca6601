import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  effect,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';
import { WelcomeFrame } from './welcome-frame';

/** The way in, for whoever is not signed in. */
@Component({
  selector: 'perto-welcome',
  imports: [Icon, WelcomeFrame],
  templateUrl: './welcome.html',
  styleUrl: './welcome.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Welcome {
  /** The session ended while the page was open. */
  readonly expired = input(false);
  readonly standIn = input(false);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly texts = inject(Language).texts;

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(this.texts().page.title));
    // What had the focus is gone with the campus.
    afterNextRender(() => this.expired() && this.heading().nativeElement.focus());
  }
}

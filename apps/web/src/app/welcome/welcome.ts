import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Icon } from '../icon/icon';
import { Logo } from '../logo/logo';
import { Language } from '../texts/language';
import { WelcomeMap } from './welcome-map';

/** The way in, for whoever is not signed in. */
@Component({
  selector: 'perto-welcome',
  imports: [Icon, Logo, WelcomeMap],
  templateUrl: './welcome.html',
  styleUrl: './welcome.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Welcome {
  /** The session ended while the page was open. */
  readonly expired = input(false);
  readonly standIn = input(false);
  protected readonly texts = inject(Language).texts;
}

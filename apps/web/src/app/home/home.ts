import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { CampusPage } from '../campus/campus-page';
import { Session } from '../session/session';
import { Settings } from '../settings/settings';
import { Language } from '../texts/language';
import { Opening } from '../welcome/opening';
import { Welcome } from '../welcome/welcome';

/** The page at `/`: the campus for whoever is signed in, the way in for everybody else. */
@Component({
  selector: 'perto-home',
  imports: [CampusPage, Opening, Welcome],
  template: `
    @switch (session.state()) {
      @case ('signed-in') {
        @defer (on immediate) {
          <perto-campus-page />
        } @placeholder {
          <perto-opening />
        } @error {
          <perto-opening [failed]="true" (retry)="reload()" />
        }
      }
      @case ('loading') {
        <perto-opening />
      }
      @case ('unreachable') {
        <perto-opening [failed]="true" (retry)="load()" />
      }
      @default {
        <perto-welcome [expired]="session.state() === 'expired'" [standIn]="settings.all().stand_in" />
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Home {
  protected readonly session = inject(Session);
  protected readonly settings = inject(Settings);
  protected readonly texts = inject(Language).texts;

  constructor() {
    this.load();
  }

  protected load(): void {
    void this.settings.load();
    void this.session.load();
  }

  /** A part of the page that could not be fetched is mostly an old page: the new one names other files. */
  protected reload(): void {
    location.reload();
  }
}

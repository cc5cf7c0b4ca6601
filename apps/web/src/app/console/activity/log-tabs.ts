import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { ConsoleLanguage } from '../console-language';

/** The heading of the two logs, and the way from the one to the other. */
@Component({
  selector: 'perto-log-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <h1 tabindex="-1">{{ texts().administration.activity }}</h1>
    <nav [attr.aria-label]="texts().activity.logs">
      <a
        routerLink="/admin/activity"
        routerLinkActive="on"
        ariaCurrentWhenActive="page"
        [routerLinkActiveOptions]="{
          paths: 'exact',
          queryParams: 'ignored',
          matrixParams: 'ignored',
          fragment: 'ignored',
        }"
        >{{ texts().activity.everybody }}</a
      >
      <a
        routerLink="/admin/activity/admins"
        routerLinkActive="on"
        ariaCurrentWhenActive="page"
        data-testid="to-deeds"
        >{{ texts().activity.admins }}</a
      >
    </nav>
  `,
  styleUrls: ['../console.css'],
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-top: 16px;
    }
    a {
      display: grid;
      place-items: center;
      min-height: 40px;
      padding: 4px 16px;
      border: 1.5px solid var(--outline);
      border-radius: var(--radius-control);
      color: var(--ink);
      font: var(--text-name);
      text-decoration: none;
    }
    a:hover {
      background: var(--sunken);
    }
    a.on {
      border-color: var(--ink);
      background: var(--ink);
      color: var(--surface);
    }
    @media (pointer: coarse) {
      a {
        min-height: var(--target);
      }
    }
    @media (forced-colors: active) {
      a.on {
        border: 3px solid Highlight;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LogTabs {
  protected readonly texts = inject(ConsoleLanguage).texts;
}

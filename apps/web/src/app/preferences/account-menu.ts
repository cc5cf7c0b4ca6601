import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../icon/icon';
import { Avatar } from '../people/avatar';
import { Language } from '../texts/language';
import { LanguageChoice } from './language-choice';
import { ThemeChoice } from './theme-choice';

/** The person's initials; pressed, who they are, how they like the page, and the way out. */
@Component({
  selector: 'perto-account-menu',
  imports: [Avatar, Icon, LanguageChoice, RouterLink, ThemeChoice],
  template: `
    <button
      #opener
      type="button"
      class="opener"
      aria-controls="account-menu"
      data-testid="account-menu"
      [attr.aria-expanded]="open()"
      (click)="open.set(!open())"
    >
      <perto-avatar [id]="person().id" [name]="person().name" />
      <span class="hidden-text" data-testid="me">{{ texts().account.menu(person().name) }}</span>
    </button>
    <div
      id="account-menu"
      [hidden]="!open()"
      class="menu"
      role="group"
      [attr.aria-label]="texts().account.label"
    >
      @if (open()) {
        <div class="who">
          <p class="name" dir="auto">{{ person().name }}</p>
          <p class="id">{{ person().id }}</p>
        </div>
        <perto-language-choice />
        <perto-theme-choice />
        @if (person().admin) {
          <a class="button quiet" routerLink="/admin" data-testid="to-console">
            <perto-icon name="admin" />{{ texts().account.admin }}
          </a>
        }
        <button
          type="button"
          class="button quiet"
          data-testid="sign-out"
          [attr.aria-disabled]="leaving()"
          (click)="leave()"
        >
          <perto-icon name="signOut" />{{ leaving() ? texts().account.signingOut : texts().account.signOut }}
        </button>
      }
    </div>
  `,
  styleUrl: './account-menu.css',
  host: {
    '(keydown.escape)': 'escape($event)',
    '(focusout)': 'left($event)',
    '(document:pointerdown)': 'pressed($event)',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountMenu {
  /** An admin is shown the way to the console. */
  readonly person = input.required<{ id: string; name: string; admin?: boolean }>();
  /** The person is being signed out. */
  readonly leaving = input(false);
  readonly signOut = output<void>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly opener = viewChild.required<ElementRef<HTMLButtonElement>>('opener');
  protected readonly texts = inject(Language).texts;
  protected readonly open = signal(false);

  protected leave(): void {
    if (!this.leaving()) this.signOut.emit();
  }

  /** Closes, and nothing else that Escape would do elsewhere. */
  protected escape(event: Event): void {
    if (!this.open()) return;
    event.stopPropagation();
    this.open.set(false);
    this.opener().nativeElement.focus();
  }

  /** It is no dialog: who goes on with the keyboard leaves it behind, closed. */
  protected left({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.has(relatedTarget)) this.open.set(false);
  }

  protected pressed({ target }: Event): void {
    if (this.open() && target instanceof Node && !this.has(target)) this.open.set(false);
  }

  private has(node: Node): boolean {
    return this.host.nativeElement.contains(node);
  }
}

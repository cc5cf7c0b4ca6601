import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';

/** The field that looks for words in the messages. */
@Component({
  selector: 'perto-message-search-box',
  imports: [Icon],
  template: `
    <div class="box" role="search">
      <perto-icon name="search" />
      <input
        #field
        type="text"
        enterkeyhint="search"
        autocomplete="off"
        maxlength="100"
        data-testid="search-messages"
        [attr.aria-label]="texts().conversations.search"
        [placeholder]="texts().conversations.search"
        [value]="words()"
        (input)="changed.emit(field.value)"
        (keydown.escape)="changed.emit('')"
      />
      @if (words()) {
        <button
          type="button"
          class="icon-button"
          [attr.aria-label]="texts().conversations.clear"
          (click)="changed.emit(''); field.focus()"
        >
          <perto-icon name="close" />
        </button>
      }
    </div>
  `,
  styles: `
    .box {
      display: flex;
      gap: 10px;
      align-items: center;
      min-height: 44px;
      margin: 12px 20px 8px;
      padding-inline-start: 12px;
      border: 2px solid transparent;
      border-radius: var(--radius-control);
      background: var(--sunken);
      color: var(--ink-2);
    }
    .box:focus-within {
      border-color: var(--reach);
      background: var(--surface);
    }
    input {
      flex: 1;
      min-width: 0;
      height: 40px;
      padding: 0;
      border: 0;
      outline: none;
      background: none;
      color: var(--ink);
      font: var(--text-body);
    }
    input::placeholder {
      color: var(--ink-2);
      opacity: 1;
    }
    @media (pointer: coarse) {
      input {
        font-size: 16px;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MessageSearchBox {
  readonly words = input.required<string>();
  readonly changed = output<string>();
  protected readonly texts = inject(Language).texts;
}

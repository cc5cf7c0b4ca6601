import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';

/** The field above a long list of people. */
@Component({
  selector: 'perto-people-search',
  imports: [Icon],
  template: `
    <perto-icon name="search" />
    <input
      #field
      type="search"
      autocomplete="off"
      enterkeyhint="search"
      data-testid="people-search"
      [attr.aria-label]="texts().people.search(count())"
      [placeholder]="texts().people.search(count())"
      [value]="search()"
      (input)="searched.emit(field.value)"
    />
  `,
  styles: `
    :host {
      --icon-size: 20px;
      position: relative;
      display: block;
      margin: 8px 20px;
    }
    perto-icon {
      position: absolute;
      top: 12px;
      left: 12px;
      color: var(--ink-2);
      pointer-events: none;
    }
    input {
      width: 100%;
      min-height: 44px;
      padding: 0 12px 0 42px;
      border: 1.5px solid transparent;
      border-radius: var(--radius-control);
      background: var(--sunken);
      font: var(--text-body);
      text-overflow: ellipsis;
    }
    input::placeholder {
      color: var(--ink-2);
      opacity: 1;
    }
    input:focus-visible {
      outline-offset: 0;
    }
    @media (forced-colors: active) {
      input {
        border-color: FieldText;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PeopleSearch {
  /** Among how many people. */
  readonly count = input.required<number>();
  readonly search = input('');
  readonly searched = output<string>();
  protected readonly texts = inject(Language).texts;
}

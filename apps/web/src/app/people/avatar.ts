import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { initialsOf, toneOf } from './person';

/** Initials on the person's own tone. Decorative: the name stands beside it. */
@Component({
  selector: 'perto-avatar',
  template: '{{ initials() }}',
  host: { 'aria-hidden': 'true', '[attr.data-tone]': 'tone()' },
  styles: `
    :host {
      display: grid;
      flex: none;
      place-items: center;
      width: var(--avatar-size, 40px);
      height: var(--avatar-size, 40px);
      border-radius: 50%;
      background: var(--tone);
      color: var(--on-tone);
      font: 650 14px/1 var(--font);
      font-stretch: 92%;
    }
    @media (forced-colors: active) {
      :host {
        border: 1px solid;
      }
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Avatar {
  readonly id = input.required<string>();
  readonly name = input.required<string>();
  protected readonly initials = computed(() => initialsOf(this.name()));
  protected readonly tone = computed(() => toneOf(this.id()));
}

import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icons';
import { Language } from '../texts/language';
import type { Addressee, AudienceSummary } from './audience-summary';

interface Option {
  kind: Addressee;
  icon: IconName;
  name: string;
  hint: string;
}

/** The question whom the next message goes to. */
@Component({
  selector: 'perto-audience-picker',
  imports: [Icon],
  template: `
    <div role="group" [attr.aria-label]="texts().composer.audience" data-testid="audience">
      @for (option of options(); track option.kind) {
        <button
          type="button"
          [attr.data-testid]="'audience-' + option.kind"
          [attr.aria-pressed]="option.kind === audience().kind"
          (click)="chosen.emit(option.kind)"
        >
          <span class="sign"><perto-icon [name]="option.icon" /></span>
          <span class="option">
            {{ option.name }}
            <small>{{ option.hint }}</small>
          </span>
          @if (option.kind === audience().kind) {
            <perto-icon name="check" />
          }
        </button>
      }
    </div>
  `,
  styleUrl: './audience-picker.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AudiencePicker {
  readonly audience = input.required<AudienceSummary>();
  readonly chosen = output<Addressee>();
  protected readonly texts = inject(Language).texts;

  protected readonly options = computed((): Option[] => {
    const { one, inRange, range, building } = this.audience();
    const { composer } = this.texts();
    return [
      ...(one
        ? [{ kind: 'one', icon: 'person', name: composer.toOne(one.name), hint: one.detail } as const]
        : []),
      {
        kind: 'everyone',
        icon: 'nearMe',
        name: composer.everyone,
        hint: composer.everyoneHint(inRange, range),
      },
      ...(building
        ? [
            {
              kind: 'building',
              icon: 'apartment',
              name: composer.building(building.name),
              hint: composer.buildingHint(building.count),
            } as const,
          ]
        : []),
      { kind: 'chosen', icon: 'checklist', name: composer.choose, hint: composer.chooseHint },
    ];
  });
}

import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Language } from '../texts/language';
import { Segments, type Segment } from './segments';
import { THEMES, Theme } from './theme';

/** Light, dark or as the system has it, changed at once. */
@Component({
  selector: 'perto-theme-choice',
  imports: [Segments],
  template: `
    <perto-segments
      testId="theme"
      [label]="texts().preferences.theme"
      [segments]="segments()"
      [value]="theme.name()"
      [compact]="compact()"
      (chosen)="choose($event)"
    />
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ThemeChoice {
  readonly compact = input(false);
  protected readonly theme = inject(Theme);
  protected readonly texts = inject(Language).texts;
  protected readonly segments = computed((): Segment[] => {
    const { preferences } = this.texts();
    return [
      { value: 'system', label: preferences.system },
      { value: 'light', label: preferences.light },
      { value: 'dark', label: preferences.dark },
    ];
  });

  protected choose(value: string): void {
    const name = THEMES.find((known) => known === value);
    if (name) this.theme.use(name);
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { LANGUAGES, Language, type LanguageCode } from '../texts/language';
import { Segments, type Segment } from './segments';

/** Each language is named in its own words: who reads no other finds it. */
const NAMES: Record<LanguageCode, { name: string; lang: string }> = {
  pt: { name: 'Português', lang: 'pt-PT' },
  en: { name: 'English', lang: 'en' },
};

/** The language of the page, changed at once. */
@Component({
  selector: 'perto-language-choice',
  imports: [Segments],
  template: `
    <perto-segments
      testId="language"
      [label]="texts().preferences.language"
      [segments]="segments()"
      [value]="language.code()"
      [compact]="compact()"
      (chosen)="choose($event)"
    />
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LanguageChoice {
  /** `PT` and `EN` alone, where there is little room. */
  readonly compact = input(false);
  protected readonly language = inject(Language);
  protected readonly texts = this.language.texts;
  protected readonly segments = computed(() =>
    LANGUAGES.map((code): Segment => {
      const { name, lang } = NAMES[code];
      return this.compact()
        ? { value: code, label: code.toUpperCase(), more: name, lang }
        : { value: code, label: name, lang };
    }),
  );

  protected choose(value: string): void {
    const code = LANGUAGES.find((known) => known === value);
    if (code) this.language.use(code);
  }
}

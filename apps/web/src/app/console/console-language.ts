import { Injectable, computed, inject } from '@angular/core';
import { englishConsole } from '../texts/english/console';
import { Language, type LanguageCode } from '../texts/language';
import { portugueseConsole } from '../texts/portuguese/console';
import type { ConsoleTexts, Texts } from '../texts/texts';

const TEXTS: Record<LanguageCode, ConsoleTexts> = { pt: portugueseConsole, en: englishConsole };

/** The page's texts with those of the console, which come with its code and not before. */
@Injectable({ providedIn: 'root' })
export class ConsoleLanguage {
  private readonly language = inject(Language);
  readonly texts = computed((): Texts & ConsoleTexts => ({
    ...this.language.texts(),
    ...TEXTS[this.language.code()],
  }));
}

import { DOCUMENT, Injectable, computed, effect, inject, signal } from '@angular/core';
import { english } from './english';
import { portuguese } from './portuguese';
import type { Texts } from './texts';

export const LANGUAGES = ['pt', 'en'] as const;
export type LanguageCode = (typeof LANGUAGES)[number];

const KEY = 'perto.language';
const TEXTS: Record<LanguageCode, Texts> = { pt: portuguese, en: english };

/** The language of the page: the browser's at first, then the one that was chosen; remembered in this browser. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly document = inject(DOCUMENT);
  private readonly current = signal<LanguageCode>(remembered() ?? preferred(navigator.languages));
  readonly code = this.current.asReadonly();
  readonly texts = computed(() => TEXTS[this.current()]);

  constructor() {
    effect(() => {
      const { locale, page } = this.texts();
      this.document.documentElement.lang = locale;
      this.document.querySelector('meta[name=description]')?.setAttribute('content', page.description);
    });
  }

  use(code: LanguageCode): void {
    this.current.set(code);
    try {
      localStorage.setItem(KEY, code);
    } catch {
      // Storage is full or switched off: the choice then lasts as long as the page.
    }
  }
}

/** The first of somebody's languages that the page speaks; English when it speaks none of them. */
export function preferred(languages: readonly string[]): LanguageCode {
  const codes = languages.map((language) => language.slice(0, 2).toLowerCase());
  return LANGUAGES.find((code) => code === codes.find((wanted) => isLanguage(wanted))) ?? 'en';
}

function isLanguage(code: string | null): code is LanguageCode {
  return LANGUAGES.some((known) => known === code);
}

function remembered(): LanguageCode | undefined {
  try {
    const code = localStorage.getItem(KEY);
    return isLanguage(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

import { DOCUMENT, Injectable, effect, inject, signal } from '@angular/core';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

/** Also read by public/theme.js, before the page is drawn. */
const KEY = 'perto.theme';

/** Light, dark or as the system has it; remembered in this browser. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly document = inject(DOCUMENT);
  private readonly current = signal<ThemeName>(remembered());
  readonly name = this.current.asReadonly();

  constructor() {
    effect(() => this.apply(this.current()));
  }

  use(name: ThemeName): void {
    this.current.set(name);
    try {
      if (name === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, name);
    } catch {
      // Storage is full or switched off: the choice then lasts as long as the page.
    }
  }

  private apply(name: ThemeName): void {
    const { documentElement: root } = this.document;
    if (name === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', name);
    // The colour of the browser's own bars: index.html has one for each scheme.
    for (const meta of this.document.querySelectorAll('meta[name=theme-color]')) {
      const scheme = meta.getAttribute('data-scheme');
      const bySystem = `(prefers-color-scheme: ${scheme})`;
      meta.setAttribute('media', name === 'system' ? bySystem : name === scheme ? 'all' : 'not all');
    }
  }
}

function remembered(): ThemeName {
  try {
    const name = localStorage.getItem(KEY);
    return THEMES.find((known) => known === name) ?? 'system';
  } catch {
    return 'system';
  }
}

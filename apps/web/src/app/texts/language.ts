import { Injectable, signal } from '@angular/core';
import { english, type Texts } from './texts.en';

/** The texts of the language in use. One language for now; the signal lets it change at run time. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly chosen = signal<Texts>(english);
  readonly texts = this.chosen.asReadonly();
}

import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Language } from '../texts/language';
import { foldedText, partsOf, type TextPart } from './text-parts';

/** What somebody wrote: as text, its web addresses as links, folded when long. */
@Component({
  selector: 'perto-message-text',
  templateUrl: './message-text.html',
  styles: `
    :host {
      display: block;
    }
    .text {
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }
    a {
      color: inherit;
      font-weight: 600;
      text-decoration: underline;
      text-underline-offset: 3px;
    }
    a:focus-visible,
    button:focus-visible {
      outline-color: currentColor;
      border-radius: 4px;
    }
    button {
      display: block;
      min-height: 32px;
      padding: 0;
      border: 0;
      background: none;
      font-weight: 600;
      text-decoration: underline;
      text-underline-offset: 3px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MessageText {
  readonly text = input.required<string>();
  protected readonly texts = inject(Language).texts;
  protected readonly whole = signal(false);
  protected readonly folded = computed(() => foldedText(this.text()));
  protected readonly parts = computed((): TextPart[] => {
    const parts = partsOf(this.text());
    const folded = this.folded();
    if (folded === undefined || this.whole()) return parts;
    // An address that the fold has cut would lead elsewhere.
    const written = new Set(parts.map(({ href }) => href));
    return partsOf(folded).map((part) => (written.has(part.href) ? part : { text: part.text }));
  });
}

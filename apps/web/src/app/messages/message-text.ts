import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Language } from '../texts/language';
import { foldedText, partsOf } from './text-parts';

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
  protected readonly parts = computed(() =>
    partsOf((this.whole() ? undefined : this.folded()) ?? this.text()),
  );
}

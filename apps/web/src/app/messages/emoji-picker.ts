import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { Language } from '../texts/language';

/** What people on a campus send; everything else comes from the keyboard of the device. */
const EMOJI = [
  ...['🙂', '😀', '😂', '🤣', '😊', '😉', '😍', '😎'],
  ...['🤔', '😅', '😬', '😴', '😢', '😭', '😡', '🤯'],
  ...['👍', '👎', '👏', '🙏', '🙌', '👋', '🤝', '💪'],
  ...['❤️', '🎉', '✨', '🔥', '✅', '❌', '❓', '⏰'],
  ...['☕', '🍕', '🍺', '🎂', '📚', '💻', '📝', '🚇'],
];

/** A small grid of emoji; its buttons are read by the names that the screen reader has for them. */
@Component({
  selector: 'perto-emoji-picker',
  template: `
    <div class="grid" role="group" [attr.aria-label]="texts().composer.emoji">
      @for (emoji of emojis; track emoji) {
        <button type="button" (click)="picked.emit(emoji)">{{ emoji }}</button>
      }
    </div>
  `,
  styles: `
    .grid {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(40px, 1fr));
      padding: 4px 10px;
    }
    button {
      height: 44px;
      padding: 0;
      border: 0;
      border-radius: var(--radius-control);
      background: none;
      font-size: 22px;
      line-height: 1;
    }
    button:hover {
      background: var(--sunken);
    }
    button:focus-visible {
      outline-offset: -3px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmojiPicker {
  readonly picked = output<string>();
  protected readonly texts = inject(Language).texts;
  protected readonly emojis = EMOJI;
}

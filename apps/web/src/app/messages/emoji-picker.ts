import { ChangeDetectionStrategy, Component, ElementRef, inject, output, signal } from '@angular/core';
import { Language } from '../texts/language';

/** What people on a campus send; everything else comes from the keyboard of the device. */
const EMOJI = [
  ...['🙂', '😀', '😂', '🤣', '😊', '😉', '😍', '😎'],
  ...['🤔', '😅', '😬', '😴', '😢', '😭', '😡', '🤯'],
  ...['👍', '👎', '👏', '🙏', '🙌', '👋', '🤝', '💪'],
  ...['❤️', '🎉', '✨', '🔥', '✅', '❌', '❓', '⏰'],
  ...['☕', '🍕', '🍺', '🎂', '📚', '💻', '📝', '🚇'],
];
const COLUMNS = 8;

/**
 * A small grid of emoji: one stop of the Tab key, arrows go from one to the next.
 *
 * The buttons are read by the names that the screen reader has for emoji.
 */
@Component({
  selector: 'perto-emoji-picker',
  template: `
    <div class="grid" role="group" [attr.aria-label]="texts().composer.emoji">
      @for (emoji of emojis; track emoji) {
        <button
          type="button"
          [tabIndex]="$index === at() ? 0 : -1"
          (click)="picked.emit(emoji)"
          (keydown)="key($event)"
        >
          {{ emoji }}
        </button>
      }
    </div>
  `,
  styles: `
    .grid {
      display: grid;
      grid-template-columns: repeat(8, minmax(0, 1fr));
      padding: 4px 10px;
    }
    button {
      height: 44px;
      padding: 0;
      border: 0;
      border-radius: var(--radius-control);
      background: none;
      font-family: 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', var(--font);
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
  protected readonly at = signal(0);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected key(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowRight: this.at() + 1,
      ArrowLeft: this.at() - 1,
      ArrowDown: this.at() + COLUMNS,
      ArrowUp: this.at() - COLUMNS,
      Home: 0,
      End: EMOJI.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (next < 0 || next >= EMOJI.length) return;
    this.at.set(next);
    this.host.nativeElement.querySelectorAll('button')[next]?.focus();
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';

/** Between its edges and those of what it stands above. Pixels. */
const GAP = 12;

/**
 * A small modal choice that stands above whatever it was opened from; a sheet from below on a phone.
 *
 * The browser's own dialog keeps the keys inside, closes on Escape, and gives the focus back.
 */
@Component({
  selector: 'perto-popup',
  imports: [Icon],
  template: `
    <dialog #dialog [attr.aria-label]="label()" (close)="closed.emit()">
      <div class="top">
        <h2>{{ label() }}</h2>
        <button type="button" class="icon-button" [attr.aria-label]="texts().sheet.close" (click)="close()">
          <perto-icon name="close" />
        </button>
      </div>
      <div class="choice"><ng-content /></div>
    </dialog>
  `,
  styleUrl: './popup.css',
  // Escape closes this, and nothing that lies below it.
  host: {
    '(click)': 'closeOutside($event)',
    '(keydown.escape)': '$event.stopPropagation()',
    '(window:resize)': 'stand()',
  },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Popup {
  readonly label = input.required<string>();
  /** What it stands above, its left edge aligned. */
  readonly anchor = input.required<HTMLElement>();
  readonly closed = output<void>();

  protected readonly texts = inject(Language).texts;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => this.open());
  }

  close(): void {
    this.dialog().nativeElement.close();
  }

  /** Above what it was opened from, wherever that is now. */
  protected stand(): void {
    const { style } = this.dialog().nativeElement;
    const { left, top, width } = this.anchor().getBoundingClientRect();
    style.setProperty('--popup-left', `${left + GAP}px`);
    style.setProperty('--popup-width', `${width - 2 * GAP}px`);
    style.setProperty('--popup-bottom', `${innerHeight - top + 8}px`);
  }

  private open(): void {
    const dialog = this.dialog().nativeElement;
    this.stand();
    dialog.showModal();
    const choice = (which: string) => dialog.querySelector<HTMLElement>(`.choice ${which}`);
    (choice('[aria-pressed="true"]') ?? choice('button'))?.focus();
  }

  /** The dialog itself is its backdrop: a click on anything inside has another target. */
  protected closeOutside({ target }: Event): void {
    if (target === this.dialog().nativeElement) this.close();
  }
}

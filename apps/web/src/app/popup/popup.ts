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

/**
 * A small modal choice that stands above whatever it was opened from; a sheet from below on a phone.
 *
 * The browser's own dialog keeps the keys inside, closes on Escape, and gives the focus back.
 */
@Component({
  selector: 'perto-popup',
  template: `
    <dialog #dialog [attr.aria-label]="label()" (close)="closed.emit()">
      <ng-content />
    </dialog>
  `,
  styleUrl: './popup.css',
  // Escape closes this, and nothing that lies below it.
  host: { '(click)': 'closeOutside($event)', '(keydown.escape)': '$event.stopPropagation()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Popup {
  readonly label = input.required<string>();
  /** What it stands above, its left edge aligned. */
  readonly anchor = input.required<HTMLElement>();
  readonly closed = output<void>();

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  constructor() {
    afterNextRender(() => this.open());
  }

  close(): void {
    this.dialog().nativeElement.close();
  }

  private open(): void {
    const dialog = this.dialog().nativeElement;
    const { left, top } = this.anchor().getBoundingClientRect();
    dialog.style.setProperty('--popup-left', `${left}px`);
    dialog.style.setProperty('--popup-bottom', `${innerHeight - top + 8}px`);
    dialog.showModal();
    // The choice that holds comes first, else whatever comes first.
    const chosen = this.host.nativeElement.querySelector<HTMLElement>('[aria-pressed="true"]');
    chosen?.focus();
  }

  /** The dialog itself is its backdrop: a click on anything inside has another target. */
  protected closeOutside({ target }: Event): void {
    if (target === this.dialog().nativeElement) this.close();
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { Icon } from '../icon/icon';
import { ConsoleLanguage } from './console-language';

/**
 * Asks before something is done, and says what it will do.
 *
 * The browser's own dialog keeps the keys inside and closes on Escape; the focus goes back to what opened it.
 */
@Component({
  selector: 'perto-confirm',
  imports: [Icon],
  template: `
    <dialog #dialog aria-labelledby="confirm-title" aria-describedby="confirm-text" (close)="closed.emit()">
      <h2 id="confirm-title">{{ question() }}</h2>
      <p id="confirm-text">{{ consequence() }}</p>
      <ng-content />
      @if (problem()) {
        <p class="problem" role="alert"><perto-icon name="error" />{{ problem() }}</p>
      }
      <div class="actions">
        <button type="button" class="button quiet" data-testid="confirm-cancel" (click)="close()">
          {{ texts().administration.cancel }}
        </button>
        <button
          type="button"
          class="button"
          data-testid="confirm"
          [class.danger]="danger()"
          [attr.aria-disabled]="busy()"
          (click)="confirm()"
        >
          {{ action() }}
        </button>
      </div>
    </dialog>
  `,
  styleUrl: './confirm.css',
  host: { '(keydown.escape)': '$event.stopPropagation()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Confirm {
  readonly question = input.required<string>();
  readonly consequence = input.required<string>();
  readonly action = input.required<string>();
  /** What is done takes something away from somebody. */
  readonly danger = input(false);
  /** It is being done. */
  readonly busy = input(false);
  /** Why it was not done. */
  readonly problem = input<string | null>(null);
  readonly confirmed = output<void>();
  /** It is gone: cancelled, or done. */
  readonly closed = output<void>();

  protected readonly texts = inject(ConsoleLanguage).texts;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    const opener = document.activeElement;
    // What opened it may be gone with what was done: then one goes on from the top of the section.
    inject(DestroyRef).onDestroy(() =>
      queueMicrotask(() => {
        const back =
          opener?.isConnected && opener !== document.body ? opener : document.querySelector('main h1');
        if (back instanceof HTMLElement) back.focus();
      }),
    );
    afterNextRender(() => {
      const { nativeElement } = this.dialog();
      nativeElement.showModal();
      // What is harmless comes first: a key that was still held must not confirm.
      nativeElement.querySelector<HTMLElement>('[data-testid=confirm-cancel]')?.focus();
    });
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected confirm(): void {
    if (!this.busy()) this.confirmed.emit();
  }
}

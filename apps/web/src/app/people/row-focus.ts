import { Directive, ElementRef, afterEveryRender, inject, signal } from '@angular/core';

const CONTROL = 'button, input';

/** Knows whether the focus is among the rows, and keeps it there when the row that has it goes away. */
@Directive({
  host: { '(focusin)': 'enter($event)', '(focusout)': 'leave($event)' },
})
export class RowFocus {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly has = signal(false);
  private control?: HTMLElement;
  private index = 0;

  /** True while the focus is anywhere inside. */
  readonly inside = this.has.asReadonly();

  constructor() {
    // Whether browsers tell of a focus that went with its row, and before or after, differs: so look.
    afterEveryRender(() => {
      if (this.control && !this.control.isConnected) this.moveOn();
    });
  }

  protected enter({ target }: FocusEvent): void {
    this.has.set(true);
    this.control = target as HTMLElement;
    this.index = this.controls().indexOf(this.control);
  }

  protected leave({ relatedTarget, target }: FocusEvent): void {
    if (this.host.contains(relatedTarget as Node | null)) return;
    this.has.set(false);
    // Not at once: if the row is just being taken out, it still has to be known whose focus was lost.
    setTimeout(() => {
      if (!this.has() && this.control === target) this.control = undefined;
    });
  }

  /** To the control that stands there now. */
  private moveOn(): void {
    this.control = undefined;
    const controls = this.controls();
    const next = controls[Math.min(this.index, controls.length - 1)];
    if (next && document.activeElement === document.body) next.focus({ preventScroll: true });
    else this.has.set(this.host.contains(document.activeElement));
  }

  private controls(): HTMLElement[] {
    return [...this.host.querySelectorAll<HTMLElement>(CONTROL)];
  }
}

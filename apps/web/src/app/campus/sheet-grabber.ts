import { Directive, inject, input } from '@angular/core';
import { Sheet } from './sheet';

/** A finger that moves less still means a press. Pixels. */
const SLOP = 6;
/** How far back the speed of a throw is measured. Milliseconds. */
const RECENT = 100;

interface Moment {
  y: number;
  at: number;
}

interface Drag {
  pointer: number;
  from: number;
  height: number;
  moved: boolean;
  trail: Moment[];
}

/** The grabber of the sheet: a button by click and by keys, a handle for a finger or a mouse. */
@Directive({
  selector: 'button[pertoSheetGrabber]',
  host: {
    '[style.touch-action]': '"none"',
    '(click)': 'press($event)',
    '(keydown)': 'key($event)',
    '(pointerdown)': 'take($event)',
    '(pointermove)': 'move($event)',
    '(pointerup)': 'letGo($event)',
    '(pointercancel)': 'cancel()',
  },
})
export class SheetGrabber {
  private readonly sheet = inject(Sheet);
  /** What is pulled; its height is where a drag begins. */
  readonly pertoSheetGrabber = input.required<HTMLElement>();
  private drag?: Drag;
  /** A drag ends in a click that nobody meant. */
  private dragged = false;

  protected press({ detail }: MouseEvent): void {
    // The keyboard's clicks have no detail: no drag came before them.
    if (!this.dragged || detail === 0) this.sheet.cycle();
    this.dragged = false;
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'ArrowUp') this.sheet.raise();
    else if (event.key === 'ArrowDown' || event.key === 'Escape') this.sheet.lower();
    else return;
    event.preventDefault();
  }

  protected take(event: PointerEvent): void {
    this.dragged = false;
    if (!event.isPrimary || event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture?.(event.pointerId);
    this.drag = {
      pointer: event.pointerId,
      from: event.clientY,
      height: this.pertoSheetGrabber().getBoundingClientRect().height,
      moved: false,
      trail: [{ y: event.clientY, at: event.timeStamp }],
    };
  }

  protected move({ pointerId, clientY: y, timeStamp: at }: PointerEvent): void {
    const { drag } = this;
    if (!drag || drag.pointer !== pointerId) return;
    drag.moved ||= Math.abs(y - drag.from) > SLOP;
    if (!drag.moved) return;
    drag.trail = [...drag.trail.filter((moment) => at - moment.at <= RECENT), { y, at }];
    this.sheet.pull(drag.height + drag.from - y);
  }

  protected letGo({ pointerId, timeStamp }: PointerEvent): void {
    const { drag } = this;
    if (!drag || drag.pointer !== pointerId) return;
    this.drag = undefined;
    this.dragged = drag.moved;
    if (drag.moved) this.sheet.release(upwards(drag.trail, timeStamp));
  }

  protected cancel(): void {
    this.drag = undefined;
    this.sheet.abandon();
  }
}

/** Pixels per second over the last moments; none for a finger that had come to rest. */
function upwards(trail: readonly Moment[], now: number): number {
  const recent = trail.filter(({ at }) => now - at <= RECENT);
  const first = recent[0];
  const last = recent.at(-1);
  return first && last && last.at > first.at ? ((first.y - last.y) / (last.at - first.at)) * 1000 : 0;
}

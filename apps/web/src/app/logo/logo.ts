import { ChangeDetectionStrategy, Component } from '@angular/core';

/** The word mark: its last letter is the ring with somebody in it. */
@Component({
  selector: 'perto-logo',
  template: `<span class="hidden-text">Perto</span
    ><span aria-hidden="true"
      >pert<svg viewBox="0 0 24 24">
        <circle cx="12" cy="12" r="9.4" />
        <circle cx="14" cy="12" r="3.9" /></svg
    ></span>`,
  styles: `
    :host {
      display: inline-block;
      font: 700 26px/28px var(--font);
      letter-spacing: -0.04em;
    }
    svg {
      width: 19px;
      height: 19px;
      margin-left: 1px;
      vertical-align: -2px;
    }
    circle:first-child {
      fill: none;
      stroke: currentColor;
      stroke-width: 4.4;
    }
    circle:last-child {
      fill: var(--reach);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Logo {}

import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Language } from '../texts/language';

/** Stands where the rows will stand, as high as they will be, until the list is known. */
@Component({
  selector: 'perto-people-skeleton',
  template: `
    <p class="hidden-text" role="status">{{ texts().people.loading }}</p>
    @for (width of widths; track $index) {
      <div class="row" aria-hidden="true">
        <span class="disc"></span>
        <span class="lines"
          ><span [style.width.%]="width"></span><span [style.width.%]="width / 2"></span
        ></span>
      </div>
    }
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      padding-inline: 20px;
      animation: appear 100ms linear;
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
    .row {
      display: flex;
      gap: 12px;
      align-items: center;
      height: 60px;
    }
    .disc {
      flex: none;
      width: 40px;
      height: 40px;
      border-radius: 50%;
      background: var(--sunken);
    }
    .lines {
      display: grid;
      flex: 1;
      gap: 8px;
      align-content: center;
      height: 100%;
      border-bottom: 1px solid var(--line);
    }
    .lines > span {
      height: 10px;
      border-radius: 5px;
      background: var(--sunken);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PeopleSkeleton {
  protected readonly texts = inject(Language).texts;
  protected readonly widths = [46, 60, 38, 52, 44];
}

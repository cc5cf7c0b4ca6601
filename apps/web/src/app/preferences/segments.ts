import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

/** One of a few choices that exclude each other. */
export interface Segment {
  value: string;
  /** What is seen. */
  label: string;
  /** The rest of its name, for who hears it: `PT`, then `Português`. */
  more?: string;
  /** The language of the words, when it is not the page's. */
  lang?: string;
}

let groups = 0;

/** Radio buttons side by side: the arrows go from one to the next. */
@Component({
  selector: 'perto-segments',
  template: `
    <fieldset>
      <legend [class.hidden-text]="compact()">{{ label() }}</legend>
      <div class="segments">
        @for (segment of segments(); track segment.value) {
          <label [attr.lang]="segment.lang">
            <input
              type="radio"
              [name]="group"
              [value]="segment.value"
              [checked]="segment.value === value()"
              [attr.data-testid]="testId() + '-' + segment.value"
              (change)="chosen.emit(segment.value)"
            />
            <span
              >{{ segment.label }}
              @if (segment.more) {
                <span class="hidden-text">{{ segment.more }}</span>
              }
            </span>
          </label>
        }
      </div>
    </fieldset>
  `,
  styleUrl: './segments.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Segments {
  readonly label = input.required<string>();
  readonly segments = input.required<readonly Segment[]>();
  readonly value = input.required<string>();
  /** The label is heard, not seen. */
  readonly compact = input(false);
  /** Test ids are this, a dash and the value. */
  readonly testId = input.required<string>();
  readonly chosen = output<string>();

  protected readonly group = `segments-${++groups}`;
}

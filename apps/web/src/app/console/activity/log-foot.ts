import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { Icon } from '../../icon/icon';
import type { FileFormat } from '../console-api';
import { ConsoleLanguage } from '../console-language';

/** Below a log: older lines, and what it says as a file. */
@Component({
  selector: 'perto-log-foot',
  imports: [Icon],
  template: `
    @if (more()) {
      <button
        type="button"
        class="button tint"
        data-testid="older"
        [attr.aria-disabled]="loading()"
        (click)="moreAsked.emit()"
      >
        {{ loading() ? texts().administration.loading : texts().activity.older }}
      </button>
    }
    <span class="files">
      <span>{{ texts().activity.keep }}</span>
      @for (format of formats; track format) {
        <button
          type="button"
          class="button quiet small"
          [attr.data-testid]="'export-' + format"
          [attr.aria-disabled]="exporting() || empty()"
          (click)="ask(format)"
        >
          <perto-icon name="download" />{{ format.toUpperCase() }}
        </button>
      }
    </span>
  `,
  styleUrls: ['../console.css'],
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 16px;
      align-items: center;
      margin-top: 20px;
    }
    .files {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      align-items: center;
      margin-inline-start: auto;
      color: var(--ink-2);
      font: var(--text-small);
      --icon-size: 18px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LogFoot {
  readonly more = input.required<boolean>();
  readonly loading = input.required<boolean>();
  readonly exporting = input.required<boolean>();
  readonly empty = input.required<boolean>();
  readonly moreAsked = output<void>();
  readonly exportAsked = output<FileFormat>();

  protected readonly texts = inject(ConsoleLanguage).texts;
  protected readonly formats = ['csv', 'json'] as const;

  protected ask(format: FileFormat): void {
    if (!this.exporting() && !this.empty()) this.exportAsked.emit(format);
  }
}

import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output } from '@angular/core';
import { Language } from '../texts/language';

export interface Tab {
  id: string;
  label: string;
  count?: number;
  unread?: number;
}

/** The tab list of the panel: one stop of the tab key, arrows go from tab to tab. */
@Component({
  selector: 'perto-side-tabs',
  template: `
    <div class="tabs" role="tablist" [attr.aria-label]="texts().tabs.label">
      @for (tab of tabs(); track tab.id) {
        <button
          type="button"
          role="tab"
          [id]="'tab-' + tab.id"
          [attr.data-testid]="'tab-' + tab.id"
          [attr.aria-selected]="tab.id === current()"
          [attr.aria-controls]="'panel-' + tab.id"
          [tabIndex]="tab.id === current() ? 0 : -1"
          (click)="chosen.emit(tab.id)"
          (keydown)="key($event)"
        >
          {{ tab.label }}
          @if (tab.count !== undefined) {
            <span class="count">{{ tab.count }}</span>
          }
          @if (tab.unread) {
            <span class="unread" aria-hidden="true">{{ tab.unread > 99 ? '99+' : tab.unread }}</span>
            <span class="hidden-text">{{ texts().tabs.unread(tab.unread) }}</span>
          }
        </button>
      }
    </div>
  `,
  styleUrl: './side-tabs.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SideTabs {
  readonly tabs = input.required<readonly Tab[]>();
  readonly current = input.required<string>();
  /** Also the one that is shown already: something else may lie over it. */
  readonly chosen = output<string>();
  protected readonly texts = inject(Language).texts;
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected key({ key }: KeyboardEvent): void {
    const ids = this.tabs().map(({ id }) => id);
    const at = ids.indexOf(this.current());
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: ids.length - 1,
    };
    const next = steps[key];
    if (next === undefined) return;
    const id = ids[(next + ids.length) % ids.length]!;
    this.chosen.emit(id);
    this.host.nativeElement.querySelector<HTMLElement>(`#tab-${id}`)?.focus();
  }
}

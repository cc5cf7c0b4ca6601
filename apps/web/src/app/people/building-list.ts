import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Icon } from '../icon/icon';
import { Language } from '../texts/language';

export interface CountedBuilding {
  id: string;
  name: string;
  /** How many others are in it. */
  people: number;
}

/** Buildings with how many are in each, the fullest first: what the map's labels say, as a list. */
@Component({
  selector: 'perto-building-list',
  imports: [Icon],
  template: `
    <h2>{{ texts().people.otherBuildings }}</h2>
    <ul [attr.aria-label]="texts().people.otherBuildings">
      @for (building of sorted(); track building.id) {
        <li>
          <button
            type="button"
            data-testid="other-building"
            [attr.data-id]="building.id"
            (click)="opened.emit(building.id)"
          >
            <perto-icon name="apartment" />
            <span class="name">{{ building.name }}</span>
            <span class="count">
              <span aria-hidden="true">{{ building.people }}</span>
              <span class="hidden-text">{{ texts().units.people(building.people) }}</span>
            </span>
          </button>
        </li>
      }
    </ul>
  `,
  styles: `
    h2 {
      padding: 20px 20px 8px;
      color: var(--ink-2);
      font: var(--text-small);
      font-weight: 600;
    }
    button {
      display: flex;
      gap: 12px;
      align-items: center;
      width: 100%;
      min-height: 48px;
      padding: 4px 20px;
      border: 0;
      background: none;
      color: var(--ink-2);
      text-align: start;
    }
    button:hover {
      background: var(--sunken);
    }
    button:focus-visible {
      outline-offset: -3px;
    }
    .name {
      flex: 1;
      color: var(--ink);
      font: var(--text-body);
      overflow-wrap: anywhere;
    }
    .count {
      color: var(--ink);
      font: var(--text-name);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BuildingList {
  readonly buildings = input.required<readonly CountedBuilding[]>();
  readonly opened = output<string>();
  protected readonly texts = inject(Language).texts;
  protected readonly sorted = computed(() =>
    [...this.buildings()].sort(
      (a, b) => b.people - a.people || a.name.localeCompare(b.name, this.texts().locale),
    ),
  );
}

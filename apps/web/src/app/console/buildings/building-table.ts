import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { Icon } from '../../icon/icon';
import { matchIn } from '../../messages/match';
import type { KnownBuilding } from '../console-api';
import { ConsoleLanguage } from '../console-language';
import { byUseAndName } from '../console-words';

/** Above so many a search is worth its room. */
const MANY = 8;

/** All buildings: everything that the map shows, and the way to change each of them. */
@Component({
  selector: 'perto-building-table',
  imports: [Icon],
  templateUrl: './building-table.html',
  styleUrls: ['../console.css', './building-table.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BuildingTable {
  readonly buildings = input.required<readonly KnownBuilding[]>();
  /** The one that is being changed. */
  readonly chosen = input<string | null>(null);
  readonly opened = output<string>();

  protected readonly texts = inject(ConsoleLanguage).texts;
  protected readonly searched = signal('');
  protected readonly searchable = computed(() => this.buildings().length > MANY);
  protected readonly rows = computed(() => {
    const search = this.searchable() ? this.searched().trim() : '';
    const sorted = [...this.buildings()].sort(byUseAndName(this.texts().locale));
    return search ? sorted.filter(({ id, name }) => matchIn(`${name} ${id}`, search) !== undefined) : sorted;
  });

  protected search(event: Event): void {
    this.searched.set((event.target as HTMLInputElement).value);
  }
}

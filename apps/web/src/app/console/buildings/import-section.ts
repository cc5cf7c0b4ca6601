import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { LIMITS, type ChangedBuilding, type ImportedBuilding } from '@perto/contract';
import { Icon } from '../../icon/icon';
import { metresBetween } from '../../position/metres';
import { RequestFailed } from '../../wire/request-failed';
import { Confirm } from '../confirm';
import { ConsoleLanguage } from '../console-language';
import { failureWords } from '../console-words';
import { LiveNow } from '../now/live-now';
import { BuildingImport } from './building-import';

/** A shift of the centre below this is rounding, in metres. */
const MOVED = 0.5;

/** Buildings from a file: first what it would change, then, when an admin says so, the change. */
@Component({
  selector: 'perto-import-section',
  imports: [Confirm, Icon, RouterLink],
  providers: [BuildingImport],
  templateUrl: './import-section.html',
  styleUrls: ['../console.css', './import-section.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportSection {
  private readonly live = inject(LiveNow);
  protected readonly import = inject(BuildingImport);
  protected readonly texts = inject(ConsoleLanguage).texts;
  protected readonly dragging = signal(false);
  protected readonly asking = signal<'all' | 'accepted' | null>(null);

  protected readonly fault = computed(() => {
    const { importing } = this.texts();
    switch (this.import.fileFault()) {
      case 'not-json':
        return importing.notJson;
      case 'too-large':
        return importing.tooLarge(Math.round(LIMITS.maxImportBytes / 1024 / 1024));
      case 'unreadable':
        return importing.unreadable;
      case null:
        return null;
    }
  });
  protected readonly problem = computed(() => {
    const failure = this.import.failure();
    if (!failure) return null;
    const unknownForm = failure instanceof RequestFailed && failure.status === 400;
    return unknownForm ? this.texts().importing.unknownForm : failureWords(failure, this.texts());
  });
  /** How many buildings would be new or other than they are. */
  protected readonly effect = computed(() => {
    const preview = this.import.preview();
    return preview ? preview.new.length + preview.changed.length : 0;
  });
  protected readonly question = computed(() => {
    const { importing } = this.texts();
    const preview = this.import.preview();
    if (!this.asking() || !preview) return null;
    return {
      title: importing.ask(this.effect()),
      text: importing.what(preview.new.length, preview.changed.length, preview.refused.length),
    };
  });

  constructor() {
    const title = inject(Title);
    effect(() => title.setTitle(this.texts().administration.title(this.texts().importing.title)));
  }

  protected choose(event: Event): void {
    const field = event.target as HTMLInputElement;
    const [file] = field.files ?? [];
    if (file) void this.import.read(file);
    field.value = ''; // the same file may be chosen again
  }

  protected over(event: DragEvent): void {
    event.preventDefault();
    this.dragging.set(true);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.dragging.set(false);
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void this.import.read(file);
  }

  protected place({ latitude, longitude, radious }: ImportedBuilding): string {
    const degrees = new Intl.NumberFormat(this.texts().locale, { maximumFractionDigits: 6 });
    return `${degrees.format(latitude)} · ${degrees.format(longitude)} · ${this.texts().units.metres(radious)}`;
  }

  /** What an import changes of a building, each in its own words. */
  protected changes(row: ChangedBuilding): string[] {
    const { importing, units } = this.texts();
    const moved = metresBetween(row.before, row);
    return [
      ...(row.name === row.before.name ? [] : [importing.renamed(row.before.name, row.name)]),
      ...(moved >= MOVED ? [importing.moved(units.metres(moved))] : []),
      ...(row.radious === row.before.radious
        ? []
        : [importing.resized(units.metres(row.before.radious), units.metres(row.radious))]),
      ...(moved > 0 && moved < MOVED ? [importing.nudged] : []),
    ];
  }

  protected async confirm(): Promise<void> {
    const which = this.asking();
    if (!which) return;
    await this.import.take(which);
    if (!this.import.preview()?.applied) return;
    this.asking.set(null);
    void this.live.refresh();
  }
}

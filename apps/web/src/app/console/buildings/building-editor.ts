import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { LIMITS } from '@perto/contract';
import { Icon } from '../../icon/icon';
import { ConsoleLanguage } from '../console-language';
import type { Draft, DraftFault, DraftField, Overlap } from './draft';

/** The fields of one building, what its circle crosses, and the ways to save it or not. */
@Component({
  selector: 'perto-building-editor',
  imports: [Icon],
  templateUrl: './building-editor.html',
  styleUrls: ['../console.css', './building-editor.css'],
  host: { '(keydown.escape)': 'closed.emit()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BuildingEditor {
  readonly draft = input.required<Draft>();
  readonly isNew = input.required<boolean>();
  /** Its name as it is saved. */
  readonly name = input.required<string>();
  readonly retired = input(false);
  readonly dirty = input.required<boolean>();
  readonly saving = input.required<boolean>();
  readonly faults = input.required<readonly DraftFault[]>();
  readonly overlaps = input.required<readonly Overlap[]>();
  /** Why it could not be saved. */
  readonly problem = input<string | null>(null);

  readonly typed = output<{ field: DraftField; text: string }>();
  readonly saved = output<void>();
  /** The draft is not wanted any more. */
  readonly closed = output<void>();
  readonly retireAsked = output<void>();
  readonly restoreAsked = output<void>();

  protected readonly texts = inject(ConsoleLanguage).texts;
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');
  protected readonly title = computed(() =>
    this.isNew() ? this.texts().catalogue.newTitle : this.texts().catalogue.edit(this.name()),
  );
  protected readonly crossing = computed(() => {
    const { catalogue, units } = this.texts();
    const list = this.overlaps().map(({ name, metres }) => `${name} (${units.metres(metres)})`);
    return list.length > 0 ? catalogue.overlaps(joined(list, this.texts().locale)) : null;
  });
  protected readonly faultWords = computed(() => {
    const { catalogue } = this.texts();
    const [fault] = this.faults();
    switch (fault) {
      case undefined:
        return null;
      case 'id':
        return catalogue.idWrong;
      case 'taken':
        return catalogue.idTaken;
      case 'name':
        return catalogue.nameWrong;
      case 'radius':
        return catalogue.radiusWrong(LIMITS.minRadiusMetres, LIMITS.maxRadiusMetres);
      default:
        return catalogue.placeWrong;
    }
  });

  constructor() {
    // It was asked for elsewhere: whoever has no pointer goes on here.
    afterNextRender(() => this.heading().nativeElement.focus({ preventScroll: true }));
  }

  protected wrong(field: DraftField): boolean {
    const faults = this.faults();
    return faults.includes(field) || (field === 'id' && faults.includes('taken'));
  }

  protected type(field: DraftField, event: Event): void {
    this.typed.emit({ field, text: (event.target as HTMLInputElement).value });
  }

  protected save(event: Event): void {
    event.preventDefault();
    if (!this.saving()) this.saved.emit();
  }
}

function joined(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

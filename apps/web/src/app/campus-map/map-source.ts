import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Language } from '../texts/language';
import { attributionParts } from './attribution';

/** Whose map it is: what the operator says of the tiles' makers, or that Perto drew it itself. */
@Component({
  selector: 'perto-map-source',
  template: `
    @for (part of parts(); track $index) {
      @if (part.href) {
        <a [href]="part.href" target="_blank" rel="noopener noreferrer">{{ part.text }}</a>
      } @else {
        {{ part.text }}
      }
    }
  `,
  host: { class: 'map-attribution' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MapSource {
  /** Null where the map is drawn. */
  readonly tiles = input.required<string | null>();
  private readonly texts = inject(Language).texts;
  protected readonly parts = computed(() => {
    const source = this.tiles();
    return source ? attributionParts(source) : [{ text: this.texts().map.drawn }];
  });
}

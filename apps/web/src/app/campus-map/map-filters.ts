import { ChangeDetectionStrategy, Component } from '@angular/core';

/** Tiles by night. Streets (the lightest) stay lighter than land, words (the darkest) become light. */
@Component({
  selector: 'perto-map-filters',
  template: `
    <svg class="map-filters" aria-hidden="true" focusable="false">
      <filter id="map-tiles-by-night" color-interpolation-filters="sRGB">
        <feColorMatrix type="saturate" values="0.4" />
        <feComponentTransfer>
          <feFuncR type="table" tableValues="0.75 0.66 0.55 0.45 0.36 0.27 0.2 0.15 0.17 0.12 0.21" />
          <feFuncG type="table" tableValues="0.78 0.69 0.58 0.48 0.39 0.3 0.23 0.18 0.21 0.15 0.26" />
          <feFuncB type="table" tableValues="0.83 0.74 0.63 0.53 0.44 0.36 0.29 0.24 0.26 0.19 0.32" />
        </feComponentTransfer>
      </filter>
    </svg>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MapFilters {}

import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Opening } from '../welcome/opening';

/** In place of a part of the page that could not be fetched: mostly an old page, whose files are gone. */
@Component({
  selector: 'perto-part-missing',
  imports: [Opening],
  template: '<perto-opening [failed]="true" (retry)="reload()" />',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PartMissing {
  protected reload(): void {
    location.reload();
  }
}

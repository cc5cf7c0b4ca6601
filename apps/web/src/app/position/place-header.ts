import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Icon } from '../icon/icon';
import { Logo } from '../logo/logo';
import { AccountMenu } from '../preferences/account-menu';
import { Language } from '../texts/language';
import type { DeviceState, OwnPlace } from './own-position';
import { sourceWords, troubleInShort } from './place-words';

/** Where one is, and how that is known; with the account. A capsule over the map on a phone. */
@Component({
  selector: 'perto-place-header',
  imports: [AccountMenu, Icon, Logo],
  templateUrl: './place-header.html',
  styleUrl: './place-header.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PlaceHeader {
  readonly place = input.required<OwnPlace | null>();
  readonly device = input.required<DeviceState>();
  /** Name of the building; null outdoors. */
  readonly building = input.required<string | null>();
  readonly person = input.required<{ id: string; name: string; admin?: boolean }>();
  readonly leaving = input(false);
  /** Milliseconds since 1970, ticking. */
  readonly now = input.required<number>();
  readonly signOut = output<void>();

  protected readonly texts = inject(Language).texts;
  protected readonly name = computed(() => {
    const { place } = this.texts();
    if (!this.place()) return ['off', 'locating'].includes(this.device()) ? place.locating : place.unknown;
    return this.building() ?? place.outdoors;
  });
  protected readonly source = computed(() => {
    const place = this.place();
    if (place) return sourceWords(place, this.now(), this.texts());
    const rest = troubleInShort(this.device(), this.texts());
    return rest ? { kind: '', rest } : null;
  });
  protected readonly icon = computed(() => {
    const place = this.place();
    if (!place) return 'noLocation';
    return place.source === 'hand' ? 'touch' : 'device';
  });
}

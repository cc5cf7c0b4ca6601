import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ICONS } from '../icon/icons';
import { Language } from '../texts/language';

/** What Perto does in one picture: a ring, somebody in it, nobody real. */
@Component({
  selector: 'perto-welcome-map',
  templateUrl: './welcome-map.html',
  styleUrl: './welcome-map.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WelcomeMap {
  protected readonly texts = inject(Language).texts;
  protected readonly bot = ICONS.bot;
  /** Where the ruler has its ticks; every fifth is long. */
  protected readonly ticks = Array.from({ length: 14 }, (_, index) => ({
    x: 420 + 18 * (index + 1),
    half: (index + 1) % 5 ? 4 : 8,
  }));
  protected readonly discs = [
    { x: 300, y: 232, tone: 4 },
    { x: 352, y: 336, tone: 5 },
    { x: 498, y: 372, tone: 1 },
    { x: 560, y: 470, tone: 2 },
    { x: 268, y: 510, tone: 3 },
    { x: 432, y: 556, tone: 6 },
    { x: 602, y: 318, tone: 7 },
    { x: 372, y: 640, tone: 0 },
  ];
}

import type { Routes } from '@angular/router';
import { ActivitySection } from './activity/activity-section';
import { DeedsSection } from './activity/deeds-section';
import { BotsSection } from './bots/bots-section';
import { BuildingsSection } from './buildings/buildings-section';
import { ImportSection } from './buildings/import-section';
import { ConsolePage } from './console-page';
import { MessageSection } from './message/message-section';
import { NowSection } from './now/now-section';

/** The console's sections, each at an address of its own. */
export const consoleRoutes: Routes = [
  {
    path: '',
    component: ConsolePage,
    canDeactivate: [(page: ConsolePage) => page.mayLeave()],
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'now' },
      { path: 'now', component: NowSection },
      { path: 'buildings', component: BuildingsSection },
      { path: 'buildings/import', component: ImportSection },
      { path: 'bots', component: BotsSection },
      { path: 'activity', component: ActivitySection },
      { path: 'activity/admins', component: DeedsSection },
      { path: 'message', component: MessageSection },
      { path: '**', redirectTo: 'now' },
    ],
  },
];

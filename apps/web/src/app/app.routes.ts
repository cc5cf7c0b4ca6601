import type { Routes } from '@angular/router';
import { Home } from './home/home';
import { PartMissing } from './home/part-missing';
import { SignedOut } from './welcome/signed-out';

/** The console is for few: its code is fetched by whoever goes there. */
const fetchConsole = (): Promise<Routes> =>
  import('./console/console.routes').then(
    ({ consoleRoutes }) => consoleRoutes,
    () => [{ path: '**', component: PartMissing }],
  );

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  { path: 'signed-out', component: SignedOut },
  { path: 'admin', loadChildren: fetchConsole },
  { path: '**', redirectTo: '' },
];

import type { Routes } from '@angular/router';
import { Home } from './home/home';

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  { path: 'signed-out', loadComponent: () => import('./welcome/signed-out').then((file) => file.SignedOut) },
  { path: '**', redirectTo: '' },
];

import type { Routes } from '@angular/router';
import { Home } from './home/home';
import { SignedOut } from './welcome/signed-out';

export const routes: Routes = [
  { path: '', pathMatch: 'full', component: Home },
  { path: 'signed-out', component: SignedOut },
  { path: '**', redirectTo: '' },
];

import { Injectable } from '@angular/core';

const KEY = 'perto.device-position';

/** Who has asked for the device's position in this browser before: they need no explanation again. */
@Injectable({ providedIn: 'root' })
export class DeviceConsent {
  given(user: string): boolean {
    try {
      return localStorage.getItem(KEY) === user;
    } catch {
      return false;
    }
  }

  give(user: string): void {
    try {
      localStorage.setItem(KEY, user);
    } catch {
      // Storage is full or switched off: the explanation then comes once more.
    }
  }
}

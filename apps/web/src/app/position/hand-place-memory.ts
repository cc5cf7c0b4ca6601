import { Injectable } from '@angular/core';
import type { Coordinates } from '@perto/contract';

const KEY = 'perto.place-by-hand';

interface Remembered extends Coordinates {
  user: string;
  at: number;
}

/** Remembers a place set by hand for the life of this tab, and for that person only. */
@Injectable({ providedIn: 'root' })
export class HandPlaceMemory {
  read(user: string): (Coordinates & { at: number }) | null {
    try {
      const {
        latitude,
        longitude,
        at,
        user: owner,
      } = JSON.parse(sessionStorage.getItem(KEY) ?? '') as Remembered;
      const usable = owner === user && [latitude, longitude, at].every(Number.isFinite);
      return usable ? { latitude, longitude, at } : null;
    } catch {
      return null; // nothing there, not readable, or storage is switched off
    }
  }

  write(user: string, place: Coordinates & { at: number }): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ ...place, user }));
    } catch {
      // Storage is full or switched off: the place then lasts until the page is reloaded.
    }
  }

  clear(): void {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // As above: there is nothing to forget.
    }
  }
}

import { Injectable } from '@angular/core';
import type { Coordinates } from '@perto/contract';
import { inTab, keep, readKept } from '../storage/kept';

const KEY = 'perto.place-by-hand';

interface Remembered extends Coordinates {
  user: string;
  at: number;
}

/** Remembers a place set by hand for the life of this tab, and for that person only. */
@Injectable({ providedIn: 'root' })
export class HandPlaceMemory {
  read(user: string): (Coordinates & { at: number }) | null {
    const kept = (readKept(inTab, KEY) ?? {}) as Partial<Remembered>;
    const { latitude = NaN, longitude = NaN, at = NaN, user: owner } = kept;
    const usable = owner === user && [latitude, longitude, at].every(Number.isFinite);
    return usable ? { latitude, longitude, at } : null;
  }

  write(user: string, place: Coordinates & { at: number }): void {
    keep(inTab, KEY, { ...place, user });
  }

  clear(): void {
    keep(inTab, KEY, undefined);
  }
}

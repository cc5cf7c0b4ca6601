import type { Texts } from '../texts/texts';
import type { Verdict } from './fix-filter';
import type { DeviceState, OwnPlace } from './own-position';

/** A device position older than this may be wrong by now. Seconds. */
export const STALE_AFTER = 120;

export function ageOf(place: OwnPlace, now: number): number {
  return Math.max(0, (now - place.at) / 1000);
}

/** A place by hand does not age: the person said so. */
export function isStale(place: OwnPlace | null, now: number): boolean {
  return place?.source === 'device' && ageOf(place, now) > STALE_AFTER;
}

/** Where a position comes from, how sure it is, and how old: `Device position, ±12 m, 5 s ago`. */
export function sourceWords(place: OwnPlace, now: number, { place: words, units }: Texts): string {
  const age = ageOf(place, now);
  if (place.source === 'hand') return `${words.byHand}, ${units.ago(age)}`;
  if (isStale(place, now)) return words.stale(age);
  return [words.device, words.accuracy(place.accuracy ?? 0), units.ago(age)].join(', ');
}

/** Why there is no position from the device, in one line; empty when there is, or when none is wanted. */
export function troubleWords(device: DeviceState, ignored: Verdict | null, { place }: Texts): string {
  switch (device) {
    case 'refused':
      return place.refused;
    case 'unavailable':
      return place.unavailable;
    case 'insecure':
      return place.insecure;
    case 'coarse':
      return ignored?.kind === 'coarse' ? place.coarse(ignored.accuracy) : place.unavailable;
    case 'good':
      return ignored?.kind === 'jump' ? place.ignored(ignored.metres) : '';
    case 'off':
    case 'locating':
      return '';
  }
}

/** The same in few words, for the header. */
export function troubleInShort(device: DeviceState, { place }: Texts): string {
  const words: Partial<Record<DeviceState, string>> = {
    refused: place.refusedShort,
    unavailable: place.unavailableShort,
    insecure: place.insecureShort,
    coarse: place.coarseShort,
    locating: place.locating,
  };
  return words[device] ?? '';
}

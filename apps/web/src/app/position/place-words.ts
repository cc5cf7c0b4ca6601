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

/** Where a position comes from, how sure it is, and how old: `Device position`, then `±12 m, 5 s ago`. */
export function sourceWords(
  ownPlace: OwnPlace,
  now: number,
  { place, units }: Texts,
): { kind: string; rest: string } {
  const age = ageOf(ownPlace, now);
  if (ownPlace.source === 'hand') return { kind: '', rest: `${place.byHand}, ${units.ago(age)}` };
  if (isStale(ownPlace, now)) return { kind: '', rest: place.stale(age) };
  return { kind: place.device, rest: `${place.accuracy(ownPlace.accuracy ?? 0)}, ${units.ago(age)}` };
}

/** Why there is no position from the device, in a sentence; empty when there is, or when none is wanted. */
export function troubleWords(device: DeviceState, ignored: Verdict | null, { place }: Texts): string {
  switch (device) {
    case 'unasked':
      return place.unasked;
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
    unasked: place.unaskedShort,
    refused: place.refusedShort,
    unavailable: place.unavailableShort,
    insecure: place.insecureShort,
    coarse: place.coarseShort,
  };
  return words[device] ?? '';
}

import { characterCount, isId, LIMITS, type Coordinates } from '@perto/contract';
import type { Building } from '../../buildings/buildings';
import { degreesIn, degreesOf } from '../../position/degrees';
import { metresBetween } from '../../position/metres';

/** A building as somebody types it. */
export interface Draft {
  id: string;
  name: string;
  latitude: string;
  longitude: string;
  /** Metres. */
  radius: string;
}
export type DraftField = keyof Draft;
/** What keeps a draft from being saved: a field with no such value, or an id that another building has. */
export type DraftFault = DraftField | 'taken';

/** A circle on the ground; metres. */
export interface Circle extends Coordinates {
  radius: number;
}

/** The radius of a building that nobody has measured yet, in metres. */
const USUAL_RADIUS = 50;

export const NEW_BUILDING: Draft = {
  id: '',
  name: '',
  latitude: '',
  longitude: '',
  radius: String(USUAL_RADIUS),
};

export function draftOf({ id, name, latitude, longitude, radius }: Building, locale: string): Draft {
  return {
    id,
    name,
    latitude: degreesIn(locale, latitude),
    longitude: degreesIn(locale, longitude),
    radius: metresIn(locale, radius),
  };
}

/** Where the draft is, as far as that can be said. */
export function centreOf({ latitude, longitude }: Draft): Coordinates | null {
  const north = degreesOf(latitude, 90);
  const east = degreesOf(longitude, 180);
  return north === null || east === null ? null : { latitude: north, longitude: east };
}

/** Metres; null where the server would refuse them. */
export function radiusOf({ radius }: Draft): number | null {
  const metres = Number(radius.trim().replace(',', '.'));
  const good = radius.trim() !== '' && metres >= LIMITS.minRadiusMetres && metres <= LIMITS.maxRadiusMetres;
  return good ? metres : null;
}

export function circleOf(draft: Draft): Circle | null {
  const centre = centreOf(draft);
  const radius = radiusOf(draft);
  return centre && radius !== null ? { ...centre, radius } : null;
}

/** `taken` are the ids that a new building cannot have. */
export function faultsOf(draft: Draft, taken: ReadonlySet<string>): readonly DraftFault[] {
  const faults: DraftFault[] = [];
  const name = draft.name.trim();
  if (!isId(draft.id.trim())) faults.push('id');
  if (taken.has(draft.id.trim())) faults.push('taken');
  if (name === '' || characterCount(name) > LIMITS.maxNameCharacters) faults.push('name');
  if (degreesOf(draft.latitude, 90) === null) faults.push('latitude');
  if (degreesOf(draft.longitude, 180) === null) faults.push('longitude');
  if (radiusOf(draft) === null) faults.push('radius');
  return faults;
}

/**
 * The building that a draft without faults describes.
 *
 * What nobody touched stays to the last digit, though fewer are shown.
 */
export function buildingOf(draft: Draft, original: Building | null, locale: string): Building {
  const { latitude, longitude } = centreOf(draft)!;
  const shown = original && draftOf(original, locale);
  return {
    id: draft.id.trim(),
    name: draft.name.trim(),
    latitude: shown?.latitude === draft.latitude ? original!.latitude : latitude,
    longitude: shown?.longitude === draft.longitude ? original!.longitude : longitude,
    radius: shown?.radius === draft.radius ? original!.radius : radiusOf(draft)!,
  };
}

/** Metres as one writes them: `49`, or `49,5` in Portuguese. */
export function metresIn(locale: string, metres: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, useGrouping: false }).format(metres);
}

export interface Overlap {
  id: string;
  name: string;
  /** How deep the circles reach into each other, in metres. */
  metres: number;
}

/** Buildings whose circles the circle crosses, the deepest first. Less than half a metre is none. */
export function overlapsOf(circle: Circle, others: readonly Building[]): Overlap[] {
  return others
    .map((other) => ({ id: other.id, name: other.name, metres: depth(circle, other) }))
    .filter(({ metres }) => metres >= 0.5)
    .sort((a, b) => b.metres - a.metres);
}

function depth(a: Circle, b: Circle): number {
  const reach = a.radius + b.radius - metresBetween(a, b);
  return Math.min(reach, 2 * Math.min(a.radius, b.radius));
}

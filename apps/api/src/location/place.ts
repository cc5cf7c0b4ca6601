import type { Coordinates } from '@perto/contract';
import type { UserId } from '../auth/sign-in';
import type { Building } from '../buildings/building';

/** A position, the building it is in, and when it was reported (milliseconds since the Unix epoch). */
export interface Standing {
  readonly at: Coordinates;
  readonly building: Building | undefined;
  readonly since: number;
}

/** Where one user is, and how far they look. */
export interface Place {
  readonly user: UserId;
  readonly name: string;
  /** How far the user looks, in metres. */
  readonly radiusMetres: number;
  readonly online: boolean;
  /** What the user reported: decides the user's own building, circle and lists. */
  readonly reported: Standing | undefined;
  /** What others may know: decides every list, event and reach test about the user. */
  readonly shown: Standing | undefined;
}

/** What others may know of somebody who reported `reported`. All of it, until people can choose. */
export function shownOf(reported: Standing | undefined): Standing | undefined {
  return reported;
}

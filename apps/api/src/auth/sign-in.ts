import { hash } from 'node:crypto';
import type { Address } from './address';

/** Id of a person: what Fenix calls the username. */
export type UserId = string;

/** Id of a program that speaks to a building. */
export type BotId = string;

/** Users and bots share one namespace of ids. */
export type HolderId = string;

/** One sign-in of a user or bot, to sign-out or expiry. The token itself is not kept. */
export interface SignIn {
  /** SHA-256 of the token, hexadecimal: the sign-in's identity inside the server. */
  readonly digest: string;
  /** Whose it is. */
  readonly holder: Address;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** SHA-256 in hexadecimal. A token has 256 random bits, so a plain hash hides it. */
export const digestOf = (token: string): string => hash('sha256', token, 'hex');
